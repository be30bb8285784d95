//! The page's binary.

fn main() {
    page::start();
}
