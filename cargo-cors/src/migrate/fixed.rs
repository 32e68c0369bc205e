//! A policy whose values all stand in the source: `policy! { … }`, and an attribute that uses it. It
//! goes through the rules here, so that what is printed compiles; what the rules refuse is left out
//! and said, which never lets anybody in whom the chain did not.

use cors_rules::{
    Draft, Entry, Issue, Key, MaxAgeDraft, OriginsDraft, Rule, STANDARD_METHODS, Severity, check,
    shown,
};

use super::note::{Kind, Note};
use super::translation::{ListKey, Part, Translation};
use super::value::Value;

/// The values of a chain, as lists of texts.
pub(super) struct Fixed {
    draft: Draft,
    /// The line of each text.
    lines: Vec<(String, usize)>,
    notes: Vec<Note>,
}

impl Fixed {
    /// The values, where all of them stand in the source and no condition decides about them.
    pub(super) fn of(translation: &Translation) -> Option<Fixed> {
        let mut fixed = Fixed { draft: Draft::default(), lines: Vec::new(), notes: Vec::new() };
        for placed in &translation.parts {
            if !placed.guards.is_empty() {
                return None;
            }
            fixed.add(&placed.part)?;
            if let Part::Entry(_, Value::Text(text)) = &placed.part {
                fixed.lines.push((text.clone(), placed.line));
            }
        }
        if translation.has_closure && fixed.draft.origins.is_none() {
            fixed.draft.origins = Some(OriginsDraft::Set);
        }
        fixed.cover_authorization();
        fixed.leave_out_what_is_refused(translation.line);
        Some(fixed)
    }

    /// The policy and the notes; no policy where nobody would be let in.
    pub(super) fn into_code(self, name: &str) -> (Option<String>, Vec<Note>) {
        let Some(origins) = self.origins() else { return (None, self.notes) };
        let mut keys = vec![origins, self.methods()];
        for (key, entries) in [("headers", &self.draft.headers), ("expose", &self.draft.expose)] {
            keys.extend(entries.as_ref().map(|entries| list(key, entries, quoted)));
        }
        keys.extend(self.draft.credentials.then(|| "credentials".to_owned()));
        if let Some(MaxAgeDraft::Seconds(seconds)) = self.draft.max_age {
            keys.push(format!("max_age = {seconds}"));
        }
        keys.extend(self.draft.reject_unlisted.then(|| "reject_unlisted".to_owned()));
        let set = match self.draft.origins {
            Some(OriginsDraft::Set) => "static ORIGINS: OriginSet = OriginSet::new();\n",
            _ => "",
        };
        let body: Vec<String> = keys.iter().map(|key| format!("    {key},\n")).collect();
        let body = body.concat();
        (Some(format!("{set}static {name}: Policy = policy! {{\n{body}}};\n")), self.notes)
    }

    fn origins(&self) -> Option<String> {
        match self.draft.origins.as_ref()? {
            OriginsDraft::Any => Some("origins = any".to_owned()),
            OriginsDraft::List(entries) if entries.is_empty() => None,
            OriginsDraft::List(entries) => Some(list("origins", entries, quoted)),
            // Only a closure makes it one; nothing here reads the environment.
            OriginsDraft::Set | OriginsDraft::Env { .. } => {
                Some("origins = from(ORIGINS)".to_owned())
            }
        }
    }

    /// A policy without methods grants these three, and says so when the server starts.
    fn methods(&self) -> String {
        let is_method = |text: &str| STANDARD_METHODS.contains(&text);
        let written = |text: &str| if is_method(text) { text.to_owned() } else { quoted(text) };
        match self.draft.methods.as_deref() {
            None | Some([]) => "methods = [GET]".to_owned(),
            Some(entries) => list("methods", entries, written),
        }
    }

    fn add(&mut self, part: &Part) -> Option<()> {
        match part {
            Part::Any(ListKey::Origins) => self.draft.origins = Some(OriginsDraft::Any),
            Part::Any(key) => *self.entries(*key) = vec![Entry::from("*")],
            Part::Entry(key, Value::Text(text)) => self.add_entry(*key, text),
            Part::MaxAge(Value::Number(seconds)) => {
                self.draft.max_age = Some(MaxAgeDraft::Seconds(i128::from(*seconds)));
            }
            Part::Credentials => self.draft.credentials = true,
            Part::RejectUnlisted(flag) if flag == "true" => self.draft.reject_unlisted = true,
            Part::Entry(..) | Part::MaxAge(_) | Part::RejectUnlisted(_) => return None,
        }
        Some(())
    }

    /// Everything stays everything, and an entry that is there already is not added again.
    fn add_entry(&mut self, key: ListKey, text: &str) {
        if key == ListKey::Origins {
            let origins = self.draft.origins.get_or_insert_with(|| OriginsDraft::List(Vec::new()));
            if let OriginsDraft::List(entries) = origins {
                push_once(entries, text);
            }
        } else {
            let entries = self.entries(key);
            if !entries.iter().any(|entry| entry.text == "*") {
                push_once(entries, text);
            }
        }
    }

    fn entries(&mut self, key: ListKey) -> &mut Vec<Entry> {
        let entries = match key {
            ListKey::Methods => &mut self.draft.methods,
            ListKey::Expose => &mut self.draft.expose,
            ListKey::Headers | ListKey::Origins => &mut self.draft.headers,
        };
        entries.get_or_insert_with(Vec::new)
    }

    /// Any header means `authorization`, too, there; here `*` covers it with credentials alone.
    fn cover_authorization(&mut self) {
        let is_any_origin = matches!(self.draft.origins, Some(OriginsDraft::Any));
        let has_credentials = self.draft.credentials && !is_any_origin;
        if let Some([entry]) = self.draft.headers.as_deref()
            && entry.text == "*"
            && !has_credentials
        {
            self.entries(ListKey::Headers).push(Entry::from("authorization"));
        }
    }

    /// As long as the rules refuse something, that is taken out.
    fn leave_out_what_is_refused(&mut self, line: usize) {
        loop {
            let issues = check(&self.draft).issues;
            let is_error = |issue: &&Issue| issue.severity() == Severity::Error;
            let Some(issue) = issues.iter().find(is_error) else { return };
            if !self.leave_out(issue) {
                return;
            }
            let placed = self.lines.iter().find(|(text, _)| text == issue.value());
            let line = placed.map_or(line, |(_, line)| *line);
            let (kind, what) = (Kind::NoEquivalent, shown(issue.value()));
            let what = match what.as_str() {
                "" | "*" => format!("{} with what stands beside it", issue.field()),
                _ => what,
            };
            let why = format!("left out: {}; {}", issue.message(), issue.help());
            self.notes.push(Note { line, kind, what, why, code: Some(issue.code()) });
        }
    }

    /// Takes out what an error is about; `false` where nothing is left that could go.
    fn leave_out(&mut self, issue: &Issue) -> bool {
        match issue.rule() {
            Rule::AnyOriginWithCredentials => self.draft.credentials = false,
            Rule::AnyExposeWithCredentials => self.draft.expose = None,
            Rule::MaxAgeInvalid => self.draft.max_age = None,
            Rule::MissingOrigins | Rule::EmptyOrigins => return false,
            _ => return self.remove_entry(issue).is_some(),
        }
        true
    }

    fn remove_entry(&mut self, issue: &Issue) -> Option<()> {
        let entries = match (issue.place().key, &mut self.draft.origins) {
            (Key::Origins, Some(OriginsDraft::List(entries))) => entries,
            (Key::Methods, _) => self.draft.methods.as_mut()?,
            (Key::Headers, _) => self.draft.headers.as_mut()?,
            (Key::Expose, _) => self.draft.expose.as_mut()?,
            _ => return None,
        };
        let position = issue.place().entry.filter(|position| *position < entries.len())?;
        entries.remove(position);
        Some(())
    }
}

fn push_once(entries: &mut Vec<Entry>, text: &str) {
    if !entries.iter().any(|entry| entry.text.eq_ignore_ascii_case(text)) {
        entries.push(Entry::from(text));
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// A key with its list; a star alone is everything.
fn list(key: &str, entries: &[Entry], written: impl Fn(&str) -> String) -> String {
    if let [entry] = entries
        && entry.text == "*"
    {
        return format!("{key} = any");
    }
    let entries: Vec<String> = entries.iter().map(|entry| written(&entry.text)).collect();
    format!("{key} = [{}]", entries.join(", "))
}
