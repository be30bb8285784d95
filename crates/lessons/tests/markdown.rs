//! The build script's Markdown reader: what it accepts, and above all what it refuses.

#[path = "../build/markdown.rs"]
mod markdown;

/// The reader expects the model beside it.
mod model {
    pub(crate) use lessons::*;
}

use lessons::{Block, File, Inline, Moment, Property, Target};

const PROGRAM: &str = "package main\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\tprintln(<-ch)\n}\n";

fn files() -> Vec<File> {
    vec![File {
        name: "main.go".into(),
        text: PROGRAM.into(),
    }]
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

#[track_caller]
fn blocks(body: &str) -> Vec<Block> {
    let text = markdown::text("en", &format!("# Title\n\nSummary.\n\n{body}"), &files())
        .expect("good text");
    assert_eq!(
        (text.title.as_str(), text.summary.as_str()),
        ("Title", "Summary.")
    );
    text.blocks
}

#[track_caller]
fn refused(body: &str, why: &str) {
    let error = markdown::text("en", &format!("# Title\n\nSummary.\n\n{body}"), &files())
        .expect_err("bad text");
    assert!(error.contains(why), "{error}");
}

#[track_caller]
fn link(address: &str, target: Target) {
    let want = Block::Paragraph(vec![Inline::Link {
        target,
        text: words("there"),
    }]);
    assert_eq!(blocks(&format!("[there]({address})")), [want]);
}

#[test]
fn prose() {
    let want = vec![
        Inline::Text("One ".into()),
        Inline::Emphasis(words("two")),
        Inline::Text(" ".into()),
        Inline::Strong(words("three")),
        Inline::Text(" ".into()),
        Inline::Code("four".into()),
        Inline::Text(" five.".into()),
    ];
    assert_eq!(
        blocks("One *two* **three** `four`\nfive."),
        [Block::Paragraph(want)]
    );
    assert_eq!(
        blocks("## Two"),
        [Block::Heading {
            level: 2,
            text: words("Two")
        }]
    );
    assert_eq!(
        blocks("> Aside."),
        [Block::Note(vec![Block::Paragraph(words("Aside."))])]
    );
    assert_eq!(
        blocks("```go\nx := 1\n```"),
        [Block::Code("x := 1\n".into())]
    );
}

#[test]
fn lists() {
    let item = |t: &str| vec![Block::Paragraph(words(t))];
    assert_eq!(
        blocks("- a\n- b"),
        [Block::List {
            ordered: false,
            items: vec![item("a"), item("b")]
        }]
    );
    assert_eq!(
        blocks("1. a\n\n2. b"),
        [Block::List {
            ordered: true,
            items: vec![item("a"), item("b")]
        }]
    );
}

#[test]
fn links_move_the_program() {
    link("sudog:start", Target::Moment(Moment::Start));
    link("sudog:step=9", Target::Moment(Moment::Step(9)));
    link(
        "sudog:line=4",
        Target::Moment(Moment::Line {
            file: 0,
            line: 4,
            nth: 1,
        }),
    );
    link(
        "sudog:find=println(<-ch)",
        Target::Moment(Moment::Line {
            file: 0,
            line: 6,
            nth: 1,
        }),
    );
    link(
        "sudog:find=ch<-1&nth=3",
        Target::Moment(Moment::Line {
            file: 0,
            line: 5,
            nth: 3,
        }),
    );
    link("sudog:explore", Target::Moment(Moment::Explore));
    link("sudog:races", Target::Moment(Moment::Races));
    link("sudog:layout", Target::Moment(Moment::Layout));
    link("lesson:a/b", Target::Lesson("a/b".into()));
    link(
        "https://go.dev/ref/spec",
        Target::Web("https://go.dev/ref/spec".into()),
    );
}

#[test]
fn links_that_lead_nowhere_are_refused() {
    refused("[x](javascript:alert(1))", "links lead to");
    refused("[x](data:text/html,x)", "links lead to");
    refused("[x](http://example.com)", "links lead to");
    refused("[x](sudog:later)", "unknown moment");
    refused("[x](sudog:line=99)", "no line 99");
    refused("[x](sudog:find=nowhere)", "no line contains");
    refused("[x](sudog:find=ch)", "more than one line");
    refused("[x](sudog:find=f(x)", "a link that is none");
}

#[test]
fn html_and_pictures_are_refused() {
    refused("<script>alert(1)</script>", "raw HTML");
    refused("text <b>bold</b>", "raw HTML");
    refused("![x](https://example.com/x.png)", "unexpected in text");
    refused("    indented code", "fenced blocks are");
    refused("```js\nx\n```", "fenced blocks are");
}

#[test]
fn a_title_and_a_summary_are_needed() {
    assert!(markdown::text("en", "No title.", &[]).is_err());
    assert!(markdown::text("en", "# Title\n\n## Early", &[]).is_err());
    assert!(markdown::text("en", "# Title\n\nSummary.\n\n# Again", &[]).is_err());
}

#[test]
fn predictions() {
    let source = "```predict\nquestion = \"What does `x` do?\"\nchoices = [\"a\", \"`b`\"]\nanswer = 2\nexplain = \"So.\"\nreveal = \"step=3\"\n```";
    let list = blocks(source);
    let [Block::Predict(p)] = list.as_slice() else {
        panic!("a prediction")
    };
    assert_eq!((p.answer, &p.reveal), (1, &Some(Moment::Step(3))));
    assert_eq!(p.choices, [words("a"), vec![Inline::Code("b".into())]]);
    refused(
        "```predict\nquestion = \"?\"\nchoices = [\"a\"]\nanswer = 1\nexplain = \"\"\n```",
        "two choices",
    );
    refused(
        "```predict\nquestion = \"?\"\nchoices = [\"a\", \"b\"]\nanswer = 3\nexplain = \"\"\n```",
        "the answer",
    );
    refused("```predict\nquestion = \"?\"\n```", "missing field");
}

#[test]
fn checks() {
    let source =
        "```check\ntask = \"Fix it.\"\nno-deadlock = true\nprints = [\"1\"]\nruns = 7\n```";
    let list = blocks(source);
    let [Block::Check(c)] = list.as_slice() else {
        panic!("a check")
    };
    assert_eq!(
        c.properties,
        [
            Property::Compiles,
            Property::NoDeadlock,
            Property::Line("1".into())
        ]
    );
    assert_eq!((c.runs, c.every, c.starts_failing), (7, None, true));
    refused("```check\ntask = \"Fix it.\"\n```", "asks for something");
    refused(
        "```check\ntask = \"Fix it.\"\nno-dedlock = true\n```",
        "unknown field",
    );
}

#[test]
fn checks_of_every_interleaving() {
    let source = "```check\ntask = \"Fix it.\"\nno-race = true\nno-leak = true\nevery = 900\n```";
    let list = blocks(source);
    let [Block::Check(c)] = list.as_slice() else {
        panic!("a check")
    };
    let asked = [Property::Compiles, Property::NoLeak, Property::NoRace];
    assert_eq!(c.properties, asked);
    assert_eq!(c.every, Some(900));
    let bad =
        |lines: &str, why| refused(&format!("```check\ntask = \"Fix it.\"\n{lines}\n```"), why);
    bad("no-race = true", "needs every");
    bad("no-race = true\nruns = 20", "needs every");
    bad("no-leak = true\nevery = 9\nruns = 9", "not both");
    bad("no-leak = true\nevery = 0", "every is from");
    bad("no-leak = true\nevery = 99999", "every is from");
}
