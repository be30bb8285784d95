//! The `sudog` command: the same session as the page, without a page.

fn main() {}
