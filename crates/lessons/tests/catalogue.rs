//! The catalogue as it is shipped: it decodes, and what points inside it arrives.

use lessons::{Moment, catalogue};

#[test]
fn the_catalogue_decodes() {
    let catalogue = catalogue();
    assert!(
        catalogue.examples.len() >= 12,
        "{} examples",
        catalogue.examples.len()
    );
    let lessons: usize = catalogue.tracks.iter().map(|t| t.lessons.len()).sum();
    assert!(lessons >= 22, "{lessons} lessons");
}

#[test]
fn ids_are_unique_and_found() {
    let catalogue = catalogue();
    for example in &catalogue.examples {
        assert_eq!(catalogue.example(&example.id), Some(example));
        assert_eq!(example.labels[0].language, "en");
    }
    for lesson in catalogue.tracks.iter().flat_map(|t| &t.lessons) {
        assert_eq!(catalogue.lesson(&lesson.id).map(|(_, l)| l), Some(lesson));
        let (text, exact) = lesson.text("en").expect("English");
        assert!(exact && !text.blocks.is_empty());
        assert!(!lesson.text("xx").expect("English instead").1);
    }
    assert_eq!(catalogue.lesson("no/such"), None);
}

#[test]
fn every_lesson_moves_its_program_and_asks_something() {
    for lesson in catalogue().tracks.iter().flat_map(|t| &t.lessons) {
        for text in &lesson.texts {
            let moments = text.moments();
            assert!(
                moments.iter().any(|m| !matches!(m, Moment::Next)),
                "{}: no moment",
                lesson.id
            );
            assert_eq!(
                text.checks().is_empty(),
                lesson.solutions.is_empty(),
                "{}",
                lesson.id
            );
        }
    }
}

#[test]
fn neighbours_lead_through_all_lessons() {
    let catalogue = catalogue();
    let first = &catalogue.tracks[0].lessons[0];
    let mut seen = vec![first.id.clone()];
    let mut at = first.id.clone();
    while let (_, Some(next)) = catalogue.neighbours(&at) {
        at = next.id.clone();
        seen.push(at.clone());
    }
    assert_eq!(
        seen.len(),
        catalogue
            .tracks
            .iter()
            .map(|t| t.lessons.len())
            .sum::<usize>()
    );
    assert!(catalogue.neighbours(&first.id).0.is_none());
}
