//! Requests, responses and views between page and worker. Plain versioned data.
