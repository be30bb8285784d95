//! The one API over the engine: open, run, step, seek, choose, inspect.
