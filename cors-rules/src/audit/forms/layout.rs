//! Text in columns: each cell is wrapped to the width of its column, at blanks where there are some.

/// How many characters a line has at most.
pub(super) const WIDTH: usize = 100;
/// Between two columns.
const GAP: usize = 2;

/// Wraps a text that has no line breaks. What is longer than a line is broken inside.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut len) = (String::new(), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_len = word.chars().count();
        if len > 0 && len + 1 + word_len > width {
            lines.push(std::mem::take(&mut line));
            len = 0;
        }
        if len > 0 {
            line.push(' ');
            len += 1;
        }
        for character in word.chars() {
            if len == width {
                lines.push(std::mem::take(&mut line));
                len = 0;
            }
            line.push(character);
            len += 1;
        }
    }
    if len > 0 {
        lines.push(line);
    }
    lines
}

/// The lines of a row of cells, each a list of pieces that begin a line of their own.
pub(super) fn columns<const N: usize>(widths: [usize; N], cells: [&[String]; N]) -> Vec<String> {
    let wrapped = cells.iter().zip(widths).map(|(pieces, width)| {
        pieces.iter().flat_map(|piece| wrap(piece, width)).collect::<Vec<String>>()
    });
    let wrapped: Vec<Vec<String>> = wrapped.collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    (0..height).map(|at| line(&widths, &wrapped, at)).collect()
}

fn line(widths: &[usize], cells: &[Vec<String>], at: usize) -> String {
    let mut out = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        let text = cell.get(at).map_or("", String::as_str);
        out.push_str(text);
        let missing = width.saturating_sub(text.chars().count()) + GAP;
        out.extend(std::iter::repeat_n(' ', missing));
    }
    out.trim_end().to_owned()
}
