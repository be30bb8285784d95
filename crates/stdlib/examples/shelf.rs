//! Writes the shelf's text into the file that is named: what the page serves beside its binaries.

fn main() -> std::io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .ok_or(std::io::ErrorKind::InvalidInput)?;
    std::fs::write(path, stdlib::shelf::text())
}
