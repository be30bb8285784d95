// A map for concurrent use.

package sync

import "sync/atomic"

// A Map is like a map[any]any that goroutines may share.
//
// Keys that have been there for a while are found in an immutable view
// without a lock. New keys go to the map fresh, under mu; fresh also has all
// live keys of the view, and replaces it once it has been asked often enough.
type Map struct {
	_    noCopy
	view atomic.Pointer[view]
	mu   Mutex
	// fresh is nil if there are no keys outside the view. It is a whole view,
	// so that looking something up makes nothing.
	fresh  *view
	misses int
	// The size of the gc toolchain's Map.
	_ [2]uintptr
}

type view struct {
	m map[any]*cell
	// partial says that fresh has keys which m lacks.
	partial bool
}

// A cell holds one value. nil stands for a deleted one; gone for one that
// was deleted and left out of fresh, so that storing must put it back there.
type cell struct {
	p atomic.Pointer[any]
}

var gone = new(any)

var emptyView view

// begin is current where an operation begins.
func (m *Map) begin() *view { return orEmpty(m.view.Load()) }

func (m *Map) current() *view { return orEmpty(m.view.Load()) }

func orEmpty(v *view) *view {
	if v == nil {
		return &emptyView
	}
	return v
}

// find returns the cell of key in the view, else in fresh, which need not keep it if the caller
// deletes its value.
func (m *Map) find(key any, deletes bool) *cell {
	v := m.begin()
	c := v.m[key]
	if c == nil && v.partial {
		m.mu.Lock()
		v = m.current()
		c = v.m[key]
		if c == nil && v.partial {
			c = m.fresh.m[key]
			if deletes {
				delete(m.fresh.m, key)
			}
			m.miss()
		}
		m.mu.Unlock()
	}
	return c
}

// miss counts a search that had to look into fresh. mu is held.
func (m *Map) miss() {
	m.misses++
	if m.misses >= len(m.fresh.m) {
		m.promote()
	}
}

// promote makes fresh the view. mu is held.
func (m *Map) promote() {
	m.view.Swap(m.fresh)
	m.fresh = nil
	m.misses = 0
}

// value reads a cell, which may be nil.
func (c *cell) value() (v any, ok bool) {
	if c == nil {
		return nil, false
	}
	p := c.p.Load()
	if p == nil || p == gone {
		return nil, false
	}
	return *p, true
}

// take deletes the value of a cell, which may be nil.
func (c *cell) take() (v any, ok bool) {
	for c != nil {
		p := c.p.Load()
		if p == nil || p == gone {
			break
		}
		if c.p.CompareAndSwap(p, nil) {
			return *p, true
		}
	}
	return nil, false
}

// put stores a value unless the cell is gone, and returns the one before.
func (c *cell) put(v *any) (old *any, stored bool) {
	for {
		old = c.p.Load()
		if old == gone {
			return nil, false
		}
		if c.p.CompareAndSwap(old, v) {
			return old, true
		}
	}
}

// putNew stores a value if the cell has none. It fails if the cell is gone.
func (c *cell) putNew(v *any) (actual any, loaded, ok bool) {
	for {
		old := c.p.Load()
		if old == gone {
			return nil, false, false
		}
		if old != nil {
			return *old, true, true
		}
		if c.p.CompareAndSwap(nil, v) {
			return *v, false, true
		}
	}
}

// locked returns the cell of key for storing, making it if there is none.
// mu is held, and the cell is not gone as long as it is.
func (m *Map) locked(key any) *cell {
	v := m.current()
	if c := v.m[key]; c != nil {
		if c.p.CompareAndSwap(gone, nil) {
			m.fresh.m[key] = c
		}
		return c
	}
	if v.partial {
		if c := m.fresh.m[key]; c != nil {
			m.miss()
			return c
		}
	} else {
		m.fresh = &view{m: make(map[any]*cell, len(v.m)+1)}
		for k, c := range v.m {
			if !c.p.CompareAndSwap(nil, gone) && c.p.Load() != gone {
				m.fresh.m[k] = c
			}
		}
		m.view.Store(&view{m: v.m, partial: true})
	}
	c := new(cell)
	m.fresh.m[key] = c
	return c
}

// Load returns the value stored for key.
func (m *Map) Load(key any) (value any, ok bool) {
	return m.find(key, false).value()
}

// Store sets the value for key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Swap sets the value for key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	var old *any
	stored := false
	if c := m.begin().m[key]; c != nil {
		old, stored = c.put(&value)
	}
	if !stored {
		m.mu.Lock()
		old, _ = m.locked(key).put(&value)
		m.mu.Unlock()
	}
	if old == nil {
		return nil, false
	}
	return *old, true
}

// LoadOrStore returns the value for key if there is one, else stores one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if c := m.begin().m[key]; c != nil {
		if actual, loaded, ok := c.putNew(&value); ok {
			return actual, loaded
		}
	}
	m.mu.Lock()
	actual, loaded, _ = m.locked(key).putNew(&value)
	m.mu.Unlock()
	return actual, loaded
}

// LoadAndDelete deletes the value for key and returns it.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	return m.find(key, true).take()
}

// Delete deletes the value for key.
func (m *Map) Delete(key any) { m.find(key, true).take() }

// CompareAndSwap sets the value for key to new if it equals old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	c := m.find(key, false)
	for c != nil {
		p := c.p.Load()
		if p == nil || p == gone || *p != old {
			break
		}
		if c.p.CompareAndSwap(p, &new) {
			return true
		}
	}
	return false
}

// CompareAndDelete deletes the value for key if it equals old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	c := m.find(key, false)
	for c != nil {
		p := c.p.Load()
		if p == nil || p == gone || *p != old {
			break
		}
		if c.p.CompareAndSwap(p, nil) {
			return true
		}
	}
	return false
}

// Range calls f for each key and value until it returns false.
func (m *Map) Range(f func(key, value any) bool) {
	v := m.begin()
	if v.partial {
		m.mu.Lock()
		if v = m.current(); v.partial {
			m.promote()
			v = m.current()
		}
		m.mu.Unlock()
	}
	for k, c := range v.m {
		// Others may come between the elements.
		m.begin()
		if value, ok := c.value(); ok && !f(k, value) {
			return
		}
	}
}

// Clear deletes everything.
func (m *Map) Clear() {
	m.begin()
	m.mu.Lock()
	m.view.Store(nil)
	m.fresh = nil
	m.misses = 0
	m.mu.Unlock()
}
