//! Every rule of Go's memory model, both ways: with the edge there is no race, without there is.

mod common;

use common::{pairs, run};

#[track_caller]
fn check(trace: &str, want: &str) {
    assert_eq!(pairs(&run(trace)), want, "{trace}");
}

#[test]
fn kinds_that_conflict() {
    check("g1 w x; g2 w x", "1/2");
    check("g1 r x; g2 w x", "1/2");
    check("g1 w x; g2 r x", "1/2");
    check("g1 r x; g2 r x", "");
    check("g1 store x; g2 store x", "");
    check("g1 store x; g2 load x; g2 rmw x; g1 rmw x", "");
    check("g1 w x; g2 load x", "1/2");
    check("g1 load x; g2 w x", "1/2");
    check("g1 load x; g2 r x", "");
    check("g1 store x; g2 r x", "1/2");
    check("g1 r x; g2 rmw x", "1/2");
    check("g1 rmw x; g2 w x", "1/2");
}

#[test]
fn bytes() {
    check("g1 w x:4; g2 w x+4:4", "");
    check("g1 w x:4; g2 w x+3:1", "1/2");
    check("g1 w x+6:4; g2 w x+9:1", "1/2");
    check("g1 w x+6:4; g2 w x+10:1", "");
    check("g1 w x:40; g2 r x+39:1", "1/2");
    check("g1 w x:40; g2 r x+40:1", "");
    check("g1 w x:0; g2 w x", "");
    check("g1 w x:1; g1 w x+1:1; g2 w x+1:1; g2 w x:1", "2/3 1/4");
    check("g1 w x:8; g1 w x+2:1; g2 r x+2:1; g2 r x:1", "2/3 1/4");
}

#[test]
fn rule_1_program_order() {
    check("g1 w x; g1 r x; g1 w x; g1 store x", "");
}

#[test]
fn rule_3_go() {
    check("g1 w x; g1 go g2; g2 w x", "");
    check("g1 go g2; g1 w x; g2 w x", "2/3");
    check("g1 w x; g1 go g2; g2 go g3; g3 w x", "");
}

#[test]
fn rule_4_exit_is_no_edge() {
    check("g1 go g2; g2 w x; g2 exit; g1 w x", "2/4");
    check("g1 go g2; g2 w x; g2 exit; g1 go g3; g3 w x", "2/5");
}

#[test]
fn rules_5_and_8_buffered_channels() {
    check("g1 w x; g1 slot c.0; g2 slot c.0; g2 r x", "");
    // The receive is of another send.
    check(
        "g1 slot c.0; g1 w x; g1 slot c.1; g2 slot c.0; g2 r x",
        "2/5",
    );
    // What comes after the send is not published.
    check("g1 slot c.0; g1 w x; g2 slot c.0; g2 r x", "2/4");
    // Capacity 1: the first receive is before the second send's end.
    check("g1 slot c.0; g2 r x; g2 slot c.0; g1 slot c.0; g1 w x", "");
    // Capacity 2: it is not.
    check(
        "g1 slot c.0; g2 r x; g2 slot c.0; g1 slot c.1; g1 w x",
        "2/5",
    );
    // A receive does not pass on to the next send's receiver what it learned of an earlier slot's
    // receiver: the send only publishes what it knew when it began.
    check(
        "g1 slot c.0; g2 w x; g2 slot c.0; g3 slot c.0; g4 slot c.0; g4 r x",
        "2/6",
    );
    check("g1 slot c.0; g2 w x; g2 slot c.0; g3 slot c.0; g3 r x", "");
}

#[test]
fn rule_6_close() {
    check("g1 w x; g1 close c; g2 zero c; g2 r x", "");
    check("g1 close c; g1 w x; g2 zero c; g2 r x", "2/4");
    check("g1 w x; g1 close c; g2 zero d; g2 r x", "1/4");
}

#[test]
fn rules_5_and_7_unbuffered_channels() {
    check("g1 w x; g2 w y; g1 meet g2 c; g2 w x; g1 w y", "");
    check("g1 w x; g1 meet g2 c; g1 w y; g2 w y", "3/4");
    check("g1 w x; g1 meet g3 c; g2 w x", "1/3");
}

#[test]
fn rule_9_mutex() {
    check("g1 lock m; g1 w x; g1 unlock m; g2 lock m; g2 w x", "");
    check("g1 lock m; g1 w x; g1 unlock m; g2 lock n; g2 w x", "2/5");
    check("g1 lock m; g1 unlock m; g1 w x; g2 lock m; g2 w x", "3/5");
    // Somebody unlocks who did not lock: all earlier unlocks count, not only the last.
    check("g1 w x; g1 unlock m; g2 unlock m; g3 lock m; g3 w x", "");
}

#[test]
fn rule_10_rwmutex() {
    check("g1 w x; g1 unlock m; g2 rlock m; g2 r x", "");
    check("g1 rlock m; g1 r x; g1 runlock m; g2 lock m; g2 w x", "");
    // Readers do not order one another.
    check(
        "g1 rlock m; g1 w x; g1 runlock m; g2 rlock m; g2 w x",
        "2/5",
    );
    check(
        "g1 r x; g1 runlock m; g2 r x; g2 runlock m; g3 lock m; g3 w x",
        "",
    );
}

#[test]
fn rule_11_a_failed_try_is_no_edge() {
    check("g1 lock m; g1 w x; g1 unlock m; g2 r x", "2/4");
}

#[test]
fn rule_12_once() {
    check("g1 w x; g1 rel o; g2 acq o; g2 r x; g3 acq o; g3 r x", "");
    check("g1 w x; g1 rel o; g2 r x", "1/3");
}

#[test]
fn rule_13_atomics() {
    check("g1 w x; g1 store f; g2 load f; g2 r x", "");
    check("g1 w x; g1 store f; g2 rmw f; g2 r x", "");
    check("g1 w x; g1 rmw f; g2 load f; g2 r x", "");
    // A store observes nothing.
    check("g1 w x; g1 store f; g2 store f; g2 r x", "1/4");
    // A load publishes nothing.
    check("g1 w x; g1 load f; g2 load f; g2 r x", "1/4");
    check("g1 w x; g1 load f; g2 store f; g2 r x", "1/4");
    // The load observes the second store, not the first.
    check("g1 w x; g1 store f; g2 store f; g3 load f; g3 r x", "1/5");
    // But a read-modify-write observes, and is observed.
    check("g1 w x; g1 store f; g2 rmw f; g3 load f; g3 r x", "");
    // Another variable.
    check("g1 w x; g1 store f; g2 load h; g2 r x", "1/4");
    // A plain initialisation that is published by an atomic store of the same variable.
    check("g1 w f; g1 store f; g2 load f; g2 rmw f", "");
    check("g1 w f; g1 store f; g2 rmw f; g2 w f", "");
}

#[test]
fn rule_14_finalizers() {
    check("g1 w x; g1 merge f; g9 spawn; g9 acq f; g9 r x", "");
    check("g1 w x; g1 merge f; g9 spawn; g9 r x", "1/4");
}

#[test]
fn rule_15_cond() {
    check("g1 w x; g1 wake g2; g2 r x", "");
    check("g2 w x; g1 wake g2; g1 r x", "1/3");
    check("g1 wake g2; g1 w x; g2 r x", "2/3");
    check("g1 w x; g1 wake g2; g3 r x", "1/3");
}

#[test]
fn rules_16_and_17_maps_and_pools() {
    check("g1 w x; g1 merge p.1; g2 acq p.1; g2 r x", "");
    check("g1 w x; g1 merge p.1; g2 acq p.2; g2 r x", "1/4");
}

#[test]
fn rule_18_wait_groups() {
    check(
        "g1 w x; g1 done w; g2 w y; g2 done w; g3 wait w; g3 w x; g3 w y",
        "",
    );
    check("g1 w x; g1 done w; g2 done w; g2 r x", "1/4");
    check("g1 done w; g1 w x; g2 wait w; g2 r x", "2/4");
}

#[test]
fn rule_19_timers() {
    // A timer's function knows what was before the timer's start.
    check("g1 w x; g1 merge t; g7 spawn t; g7 r x", "");
    check("g1 merge t; g1 w x; g7 spawn t; g7 r x", "2/4");
    // Its channel too, and only that.
    check("g1 w x; g1 merge t; g0 move t c.0; g2 slot c.0; g2 r x", "");
    check(
        "g1 w x; g1 merge t; g2 w y; g0 move t c.0; g1 slot c.0; g1 r y",
        "3/6",
    );
}

#[test]
fn memory_that_is_freed_has_no_history() {
    check("g1 w x; g1 free x; g2 w x", "");
    check("g1 w x; g1 free x:4; g2 w x+3:1; g2 w x+4:1", "1/4");
    check("g1 w x:40; g1 free x:32; g2 w x+31:1; g2 w x+32:1", "1/4");
    // Nor have the objects in it.
    check("g1 w x; g1 unlock m; g1 free m; g2 lock m; g2 w x", "1/5");
    check("g1 w x; g1 rel o; g1 gone o; g2 acq o; g2 w x", "1/5");
}

#[test]
fn nothing_is_lost_behind_other_accesses() {
    // An ordered write does not hide an unordered read.
    check("g1 r x; g2 w y; g2 wake g3; g3 r x; g3 w x", "1/5");
    // Many readers, then a writer that knows all but one.
    check(
        "g1 r x; g2 r x; g3 r x; g4 r x; g5 r x; g1 done w; g2 done w; g4 done w; g5 done w; \
         g6 wait w; g6 w x",
        "3/11",
    );
    // The write that supersedes passes the race on.
    check("g1 w x; g1 wake g2; g2 w x; g3 w x", "3/4");
    // A write is superseded by a write, not by a read.
    check("g1 w x; g1 wake g2; g2 r x; g3 r x", "1/4");
    // The same access again, after somebody else's: it races too.
    check("g1 r x; g2 w x; g1 r x", "1/2 2/3");
    check("g1 w x; g2 r y; g1 w x; g1 w x; g2 r x; g1 w x", "4/5 5/6");
}

#[test]
fn ignored_synchronisation() {
    check("g1 ignore; g1 w x; g1 unlock m; g2 lock m; g2 w x", "2/5");
    check("g1 w x; g1 unlock m; g2 ignore; g2 lock m; g2 w x", "1/5");
    check(
        "g1 ignore; g1 heed; g1 w x; g1 unlock m; g2 lock m; g2 w x",
        "",
    );
    check(
        "g1 ignore; g1 ignore; g1 heed; g1 w x; g1 unlock m; g2 lock m; g2 w x",
        "4/7",
    );
    check("g1 w x; g2 ignore; g1 meet g2 c; g2 w x", "1/4");
    check("g1 w x; g2 ignore; g1 slot c; g2 slot c; g2 w x", "1/5");
    check("g1 w x; g1 ignore; g1 wake g2; g2 w x", "1/4");
    // Who is started is told nothing either, but is not deaf himself.
    check("g1 ignore; g1 w x; g1 go g2; g2 w x", "2/4");
    check(
        "g1 ignore; g1 go g2; g2 w x; g2 unlock m; g3 lock m; g3 w x",
        "",
    );
}
