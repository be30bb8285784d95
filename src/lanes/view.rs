//! The window on the run: which steps are visible. Pure, so that zooming about the cursor can be
//! tested to the pixel.

/// The narrowest window, in steps.
const MIN_SPAN: f64 = 6.0;
/// Pixels per step at most: small runs do not spread over the whole width.
const MAX_PX: f64 = 36.0;

/// Visible steps: `from..to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    /// First.
    pub(crate) from: f64,
    /// First no longer visible.
    pub(crate) to: f64,
}

/// A window that follows the run until the reader takes it in hand, with the windows before it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct View {
    /// What is visible.
    pub(crate) window: Window,
    /// Whether the window shows the whole run, whatever its length.
    pub(crate) fit: bool,
    /// Pixels for the lanes' time axis.
    pub(crate) width: f64,
    before: Vec<Window>,
}

impl View {
    /// Shows all of nothing.
    pub(crate) fn new() -> Self {
        View {
            window: Window {
                from: 0.0,
                to: MIN_SPAN,
            },
            fit: true,
            width: 600.0,
            before: Vec::new(),
        }
    }

    /// Pixels per step.
    pub(crate) fn scale(&self) -> f64 {
        self.width / (self.window.to - self.window.from).max(1e-9)
    }

    /// Where a step is, in pixels.
    pub(crate) fn x(&self, step: f64) -> f64 {
        (step - self.window.from) * self.scale()
    }

    /// Which step is at a pixel.
    pub(crate) fn step_at(&self, x: f64) -> f64 {
        self.window.from + x / self.scale()
    }

    /// The window that shows a whole run of so many steps.
    fn whole(&self, steps: u64) -> Window {
        // A step's room at the end, so that the last event is not on the edge.
        Window {
            from: 0.0,
            to: (steps as f64 + 1.0).max(self.width / MAX_PX).max(MIN_SPAN),
        }
    }

    /// Takes a new width or length of the run into account; keeps the current step in sight.
    pub(crate) fn settle(&mut self, width: f64, steps: u64, step: u64) {
        let old = self.scale();
        self.width = width.max(40.0);
        if self.fit {
            // A long run is not squeezed: it is followed at a readable scale.
            let whole = self.whole(steps);
            self.window = whole;
            return;
        }
        // The same scale at another width.
        self.window.to = self.window.from + self.width / old;
        let span = self.window.to - self.window.from;
        let at = step as f64;
        if at < self.window.from || at > self.window.to - span * 0.05 {
            self.place(at - span * 0.7, span, steps);
        }
    }

    fn place(&mut self, from: f64, span: f64, steps: u64) {
        let whole = self.whole(steps);
        let span = span.clamp(MIN_SPAN, whole.to.max(MIN_SPAN));
        let from = from.clamp(0.0, (whole.to - span).max(0.0));
        self.window = Window {
            from,
            to: from + span,
        };
    }

    fn remember(&mut self) {
        if self.before.last() != Some(&self.window) {
            self.before.push(self.window);
            if self.before.len() > 50 {
                self.before.remove(0);
            }
        }
    }

    /// Zooms about a pixel; a factor above 1 shows less. The step under the pixel stays there.
    pub(crate) fn zoom(&mut self, factor: f64, x: f64, steps: u64) {
        self.remember();
        let at = self.step_at(x);
        let span = (self.window.to - self.window.from) / factor;
        let whole = self.whole(steps);
        self.fit = span >= whole.to;
        let span = span.clamp(MIN_SPAN, whole.to.max(MIN_SPAN));
        self.place(at - span * x / self.width, span, steps);
    }

    /// Moves by pixels; positive shows later steps.
    pub(crate) fn pan(&mut self, dx: f64, steps: u64) {
        let span = self.window.to - self.window.from;
        self.place(self.window.from + dx / self.scale(), span, steps);
        self.fit &= span >= self.whole(steps).to;
    }

    /// Moves so that the window begins at a step.
    pub(crate) fn move_to(&mut self, from: f64, steps: u64) {
        self.remember();
        let span = self.window.to - self.window.from;
        self.place(from, span, steps);
        self.fit = false;
    }

    /// Shows the whole run.
    pub(crate) fn show_all(&mut self, steps: u64) {
        self.remember();
        self.fit = true;
        self.window = self.whole(steps);
    }

    /// Goes back to the window before.
    pub(crate) fn undo(&mut self) {
        if let Some(window) = self.before.pop() {
            self.window = window;
            self.fit = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(steps: u64) -> View {
        let mut v = View::new();
        v.settle(1000.0, steps, 0);
        v
    }

    #[test]
    fn a_short_run_keeps_a_readable_scale_and_a_long_one_fits() {
        assert!((view(10).scale() - MAX_PX).abs() < 1e-9);
        assert!((view(999).scale() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn zooming_keeps_the_step_under_the_pointer() {
        let mut v = view(9_999);
        let before = v.step_at(700.0);
        v.zoom(4.0, 700.0, 9_999);
        assert!((v.step_at(700.0) - before).abs() * v.scale() < 1.0);
        assert!(!v.fit);
        v.zoom(1.0 / 100.0, 700.0, 9_999);
        assert!(v.fit);
    }

    #[test]
    fn the_window_never_leaves_the_run() {
        let mut v = view(9_999);
        v.zoom(10.0, 0.0, 9_999);
        v.pan(-1e9, 9_999);
        assert_eq!(v.window.from, 0.0);
        v.pan(1e9, 9_999);
        assert!(v.window.to <= 10_000.0 + 1e-6);
    }

    #[test]
    fn the_current_step_stays_in_sight() {
        let mut v = view(9_999);
        v.zoom(10.0, 0.0, 9_999);
        v.settle(1000.0, 9_999, 8_000);
        assert!(v.window.from < 8_000.0 && 8_000.0 < v.window.to);
    }

    #[test]
    fn undo_restores_exactly() {
        let mut v = view(9_999);
        let window = v.window;
        v.zoom(3.0, 123.0, 9_999);
        v.undo();
        assert_eq!(v.window, window);
    }
}
