//! The search against counts from the literature and against brute force.
#![allow(unreachable_pub, reason = "modules of one test")]

mod a1;
mod a2;
mod bounds;
mod brute;
mod driving;
mod lang;
mod random;
mod shrinks;
mod support;
mod toy;
mod walks;
