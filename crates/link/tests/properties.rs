//! What must hold for every link: round trips, no silent damage, limits. Deterministic: a small
//! generator makes the states, so that a failure repeats.

use link::{Choice, Error, File, Hints, MAX_CHOICES, MAX_DECODED, Part, State, decode, encode};

const PROGRAM: &str = "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\
\tch := make(chan int)\n\tfor i := range 3 {\n\t\twg.Go(func() { ch <- i * i })\n\t}\n\tgo func() {\n\t\twg.Wait()\n\
\t\tclose(ch)\n\t}()\n\tsum := 0\n\tfor v := range ch {\n\t\tsum += v\n\t}\n\tfmt.Println(\"sum\", sum)\n}\n";

fn sample() -> State {
    State {
        files: vec![File {
            name: "main.go".into(),
            text: PROGRAM.into(),
        }],
        engine: "0.1.0".into(),
        policy: "manual".into(),
        seed: 42,
        choices: (0..60)
            .map(|i| Choice {
                decision: i * 2,
                pick: 1 + (i % 3) as u32,
            })
            .collect(),
        step: 17,
        tick: 912,
        hash: 0x0123_4567_89ab_cdef,
        hints: Hints {
            goroutine: Some(3),
            panels: vec!["objects".into()],
        },
        ..State::default()
    }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Mostly small numbers, sometimes huge ones.
    fn number(&mut self) -> u64 {
        let shift = self.below(64);
        self.next() >> shift
    }

    fn text(&mut self, most: u64) -> String {
        let words = [
            "go ",
            "func",
            "\n\t",
            "ch <- ",
            "é",
            "горутина",
            "\u{1F600}",
            "{",
            "}",
            "\0",
            "\"",
            "<img onerror>",
        ];
        let mut out = String::new();
        for _ in 0..self.below(most + 1) {
            out.push_str(words[self.below(words.len() as u64) as usize]);
        }
        out
    }

    fn state(&mut self) -> State {
        let mut decision = 0;
        let mut pick = 1;
        let choices = (0..self.below(200))
            .map(|_| {
                decision += 1 + if self.below(3) == 0 {
                    self.below(100)
                } else {
                    0
                };
                if self.below(4) == 0 {
                    pick = self.number() as u32;
                }
                Choice {
                    decision: decision - 1,
                    pick,
                }
            })
            .collect();
        State {
            files: (0..self.below(4))
                .map(|_| File {
                    name: self.text(3),
                    text: self.text(300),
                })
                .collect(),
            input: self.text(5),
            engine: self.text(2),
            policy: self.text(1),
            seed: self.number(),
            choices,
            step: self.number(),
            tick: self.number(),
            hash: self.next(),
            hints: Hints {
                goroutine: if self.below(2) == 0 {
                    None
                } else {
                    Some(self.number())
                },
                panels: (0..self.below(3)).map(|_| self.text(2)).collect(),
            },
        }
    }
}

#[test]
fn every_state_comes_back() {
    let mut random = Random(1);
    for _ in 0..500 {
        let state = random.state();
        let link = encode(&state).expect("small enough");
        assert!(
            link.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"#.-_".contains(&b)),
            "{link}"
        );
        assert_eq!(decode(&link), Ok(state.clone()));
        assert_eq!(encode(&state), Ok(link), "one state, one link");
    }
}

#[test]
fn whole_addresses_and_bare_fragments_are_read() {
    let link = encode(&sample()).expect("small");
    for form in [
        link.clone(),
        link[1..].to_owned(),
        format!("https://x.example/sudog/{link}"),
        format!(" {link}\n"),
    ] {
        assert_eq!(decode(&form), Ok(sample()), "{form}");
    }
}

#[test]
fn links_are_short() {
    let link = encode(&sample()).expect("small");
    assert!(link.len() < 340, "{} characters: {link}", link.len());
}

#[test]
fn every_changed_character_is_noticed() {
    let link = encode(&sample()).expect("small");
    for at in 0..link.len() {
        for c in "ABCXYZabcsxyz0129-_.#=%+/ é".chars() {
            let mut damaged = String::from(&link[..at]);
            damaged.push(c);
            damaged.push_str(&link[at + 1..]);
            if damaged.trim() == link || damaged.trim() == &link[1..] {
                continue;
            }
            assert!(
                decode(&damaged).is_err(),
                "byte {at} as {c:?} went unnoticed"
            );
        }
    }
}

#[test]
fn every_cut_is_noticed() {
    let link = encode(&sample()).expect("small");
    for end in 0..link.len() {
        assert!(decode(&link[..end]).is_err(), "cut at {end} went unnoticed");
    }
    for at in 3..link.len() {
        let without = format!("{}{}", &link[..at], &link[at + 1..]);
        if without != link {
            // Two equal neighbours: dropping either is the same text, and as damaged.
            assert!(
                decode(&without).is_err(),
                "dropping byte {at} went unnoticed"
            );
        }
    }
    assert_eq!(
        decode(&link[..link.len() - 1]).err(),
        Some(Error::Truncated)
    );
}

#[test]
fn every_swap_of_neighbours_is_noticed() {
    let link = encode(&sample()).expect("small").into_bytes();
    for at in 3..link.len() - 1 {
        let mut swapped = link.clone();
        swapped.swap(at, at + 1);
        if swapped != link {
            let text = String::from_utf8(swapped).expect("ASCII");
            assert!(decode(&text).is_err(), "swap at {at} went unnoticed");
        }
    }
}

#[test]
fn noise_is_an_error_and_never_a_panic() {
    let mut random = Random(2);
    for _ in 0..2_000 {
        let noise = random.text(40);
        assert!(decode(&noise).is_err());
        assert!(decode(&format!("#1.{noise}s")).is_err());
    }
}

#[test]
fn other_fragments_are_not_links() {
    for text in [
        "",
        "#",
        "#ex=dining&s=17",
        "#lesson",
        "1",
        "#.abc",
        "#v1.abc",
        "https://x.example/",
    ] {
        assert_eq!(decode(text), Err(Error::NotALink), "{text}");
        assert!(!link::is_link(text));
    }
    assert!(link::is_link("#1.damaged"));
}

#[test]
fn newer_formats_are_named() {
    assert_eq!(
        decode("#2.abcs"),
        Err(Error::NewerVersion {
            version: "2".into()
        })
    );
    assert_eq!(
        decode("#137.abcs"),
        Err(Error::NewerVersion {
            version: "137".into()
        })
    );
}

#[test]
fn limits_hold_when_encoding() {
    let mut state = sample();
    state.files[0].text = "x".repeat(MAX_DECODED);
    assert_eq!(
        encode(&state),
        Err(Error::TooLarge {
            part: Part::State,
            limit: MAX_DECODED
        })
    );
    let mut random = Random(3);
    state.files[0].text = (0..100_000)
        .map(|_| char::from(b' ' + random.below(90) as u8))
        .collect();
    assert_eq!(
        encode(&state),
        Err(Error::TooLarge {
            part: Part::Link,
            limit: link::MAX_ENCODED
        })
    );
    let mut state = sample();
    state.choices = (0..=MAX_CHOICES as u64)
        .map(|decision| Choice { decision, pick: 1 })
        .collect();
    assert_eq!(
        encode(&state),
        Err(Error::TooLarge {
            part: Part::Choices,
            limit: MAX_CHOICES
        })
    );
    state.choices.pop();
    assert_eq!(decode(&encode(&state).expect("runs are short")), Ok(state));
}

#[test]
fn limits_hold_when_decoding() {
    let long = format!("#1.{}s", "A".repeat(link::MAX_ENCODED));
    assert_eq!(
        decode(&long),
        Err(Error::TooLarge {
            part: Part::Link,
            limit: link::MAX_ENCODED
        })
    );
}
