// The numbers. A limit may be lowered at any time; raising one takes a reason in benches/README.md.
const BUDGETS: &[Budget] = &[
    budget("ours: route", &["A"], ACTUAL, 350, 350),
    budget("ours: route", &["B"], ACTUAL, 1200, 1200),
    budget("ours: route", &["C"], ACTUAL, 450, 400),
    budget("ours: Cors", &["A"], ACTUAL, 1150, 350),
    budget("ours: Cors", &["B", "H100", "H10k"], ACTUAL, 2200, 1200),
    budget("ours: Cors", &["C", "H100x", "H10kx"], ACTUAL, 1450, 400),
    budget("ours: route + Cors", &["A"], ACTUAL, 1650, 350),
    budget("ours: route + Cors", &["B"], ACTUAL, 2700, 1200),
    budget("ours: route + Cors", &["C"], ACTUAL, 1950, 400),
    budget("ours: Cors", &["D", "D0"], PREFLIGHT, 3250, 2170),
    budget("ours: Cors", &["E", "F", "F2"], PREFLIGHT, 2200, 570),
    budget("ours: Cors", HOSTILE, PREFLIGHT, 1500, 4670),
    budget("ours: route + Cors", &["D", "D0"], PREFLIGHT, 3950, 2170),
    budget("ours: route + Cors", &["E", "F"], PREFLIGHT, 2900, 570),
    budget("ours: route + Cors", HOSTILE, PREFLIGHT, 2200, 4670),
];
