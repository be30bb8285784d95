package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// search looks for a treasure until it finds one or is told to stop.
func search(ctx context.Context, place string, takes time.Duration) (string, error) {
	select {
	case <-time.After(takes):
		return "treasure in the " + place, nil
	case <-ctx.Done():
		return "", fmt.Errorf("%s: %w", place, ctx.Err())
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()

	places := map[string]time.Duration{"cave": 90, "wreck": 30, "desert": 60}
	found := make(chan string, len(places))

	var wg sync.WaitGroup
	for place, takes := range places {
		wg.Go(func() {
			treasure, err := search(ctx, place, takes*time.Millisecond)
			if errors.Is(err, context.Canceled) {
				return // Somebody was faster.
			}
			found <- treasure
		})
	}

	fmt.Println(<-found)
	cancel() // All others stop now, not when their time is over.
	wg.Wait()
	fmt.Println("others that found something:", len(found))
}
