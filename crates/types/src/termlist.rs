//! Lists of type terms as sets: union, intersection, inclusion. `None` is the set of all types,
//! the empty list the empty set; lists are kept free of overlaps.

use crate::{Term, TypeId, World};

/// None: all types.
pub(crate) type Terms = Option<Vec<Term>>;

impl World {
    /// Two terms with no type in common.
    pub fn disjoint(&mut self, x: &Term, y: &Term) -> bool {
        let ux = if y.tilde { self.underlying(x.ty) } else { x.ty };
        let uy = if x.tilde { self.underlying(y.ty) } else { y.ty };
        !self.identical(ux, uy)
    }

    /// The index of the first term that overlaps with `y`; interfaces do not count.
    pub fn overlapping_term(&mut self, terms: &[Term], y: &Term) -> Option<usize> {
        if self.is_interface(y.ty) {
            return None;
        }
        terms
            .iter()
            .position(|x| !self.is_interface(x.ty) && !self.disjoint(x, y))
    }

    fn normalise(&mut self, terms: Vec<Term>) -> Vec<Term> {
        let mut out: Vec<Term> = Vec::with_capacity(terms.len());
        'next: for term in terms {
            for kept in &mut out {
                if !self.disjoint(kept, &term) {
                    // The same type: the term with the tilde covers the other.
                    if term.tilde {
                        kept.tilde = true;
                        kept.ty = term.ty;
                    }
                    continue 'next;
                }
            }
            out.push(term);
        }
        out
    }

    pub(crate) fn terms_union(&mut self, x: Terms, y: &Terms) -> Terms {
        let (mut x, y) = (x?, y.as_ref()?);
        x.extend(y.iter().cloned());
        Some(self.normalise(x))
    }

    pub(crate) fn terms_intersect(&mut self, x: &Terms, y: &Terms) -> Terms {
        let (x, y) = match (x, y) {
            (None, other) | (other, None) => return other.clone(),
            (Some(x), Some(y)) => (x, y),
        };
        let mut out = Vec::new();
        for a in x {
            for b in y {
                if !self.disjoint(a, b) {
                    let narrower = if !a.tilde || b.tilde { a } else { b };
                    out.push(narrower.clone());
                }
            }
        }
        Some(self.normalise(out))
    }

    /// Reports whether every type of the term `x` is one of `y`'s.
    fn term_subset(&mut self, x: &Term, y: &Term) -> bool {
        !self.disjoint(x, y) && (!x.tilde || y.tilde)
    }

    pub(crate) fn terms_subset(&mut self, x: &Terms, y: &Terms) -> bool {
        match (x, y) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(x), Some(y)) => x.iter().all(|a| y.iter().any(|b| self.term_subset(a, b))),
        }
    }

    pub(crate) fn terms_equal(&mut self, x: &Terms, y: &Terms) -> bool {
        match (x, y) {
            (None, None) => true,
            (Some(a), Some(b)) if a.is_empty() && b.is_empty() => true,
            _ => self.terms_subset(x, y) && self.terms_subset(y, x),
        }
    }

    /// Reports whether `t` is in the set.
    pub(crate) fn terms_include(&mut self, terms: &Terms, t: TypeId) -> bool {
        let Some(terms) = terms else {
            return true;
        };
        terms.iter().any(|term| {
            let u = if term.tilde { self.underlying(t) } else { t };
            self.identical(term.ty, u)
        })
    }
}
