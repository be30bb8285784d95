// Labels: pairs of texts that a context carries.

package pprof

import (
	"context"
	"slices"
	"strings"
)

// LabelSet is a set of labels.
type LabelSet struct {
	list []label
}

type label struct{ key, value string }

type labelsKey struct{}

func labelsOf(ctx context.Context) LabelSet {
	set, _ := ctx.Value(labelsKey{}).(LabelSet)
	return set
}

// Labels is a set of keys and values by turns; of equal keys the last counts.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	var set LabelSet
	for i := 0; i < len(args); i += 2 {
		set.put(label{args[i], args[i+1]})
	}
	return set
}

// put keeps the list in order of keys.
func (set *LabelSet) put(l label) {
	i, found := slices.BinarySearchFunc(set.list, l.key, func(l label, key string) int {
		return strings.Compare(l.key, key)
	})
	if found {
		set.list[i] = l
	} else {
		set.list = slices.Insert(set.list, i, l)
	}
}

// WithLabels is ctx with these labels too.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	all := LabelSet{slices.Clone(labelsOf(ctx).list)}
	for _, l := range labels.list {
		all.put(l)
	}
	return context.WithValue(ctx, labelsKey{}, all)
}

// Label is the value of a label of ctx.
func Label(ctx context.Context, key string) (string, bool) {
	for _, l := range labelsOf(ctx).list {
		if l.key == key {
			return l.value, true
		}
	}
	return "", false
}

// ForLabels calls f for each label of ctx, in order of keys, until that says false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	for _, l := range labelsOf(ctx).list {
		if !f(l.key, l.value) {
			return
		}
	}
}

// SetGoroutineLabels is accepted: no profile shows the labels of goroutines.
func SetGoroutineLabels(ctx context.Context) {}

// Do calls f with ctx and these labels.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	f(WithLabels(ctx, labels))
}
