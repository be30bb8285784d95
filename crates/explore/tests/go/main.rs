//! Go programs under exploration: numbers of executions from the literature and other tools,
//! outcomes against an enumeration of all interleavings, schedules against replays.

#![allow(unreachable_pub, reason = "modules of one test")]

mod brute;
mod circles;
mod counts;
mod draws;
mod endless;
mod lazy;
mod livelocks;
mod memory;
mod onces;
mod overlaps;
mod polls;
mod quiet;
mod random;
mod strays;
mod support;
mod touches;
mod wholes;
