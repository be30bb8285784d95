//! Scheduling policies behind vm's Scheduler trait.
