//! Released links decode for ever. `golden.json` lists links with what they mean; entries are added
//! and never changed. When this test fails, the codec is wrong, not the file.

use link::State;

const GOLDEN: &str = include_str!("golden.json");

#[derive(serde::Deserialize, serde::Serialize)]
struct Golden {
    /// When and why it was added.
    note: String,
    link: String,
    state: State,
}

#[test]
fn released_links_decode() {
    let corpus: Vec<Golden> = serde_json::from_str(GOLDEN).expect("golden.json");
    assert!(corpus.len() >= 5);
    for golden in corpus {
        assert_eq!(
            link::decode(&golden.link),
            Ok(golden.state),
            "{}",
            golden.note
        );
    }
}
