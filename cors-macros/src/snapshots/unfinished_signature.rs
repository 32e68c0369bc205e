// unexpected end of input, expected one of: `for`, parentheses, `unsafe`, `fn`, `extern`, identifier, `::`, `<`, `dyn`, square brackets, `*`, `&`, `!`, `impl`, `_`, lifetime
# [allow (unexpected_cfgs)] const _ : () = { # [cfg (rust_analyzer)] { use :: cors_runtime :: __private :: ide :: keys :: { origins as _ , } ; } } ; # [get ("/u")] async fn unfinished (query :) -> impl { "" }
