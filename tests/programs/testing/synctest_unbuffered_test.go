package main

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// Producer and consumer with a pause each; a ticker that nobody hears; what is due at one time.
func TestPipeline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		c := make(chan int)
		go func() {
			defer close(c)
			for i := range 4 {
				time.Sleep(10 * time.Millisecond)
				c <- i
			}
		}()
		deaf := time.NewTicker(3 * time.Millisecond)
		for v := range c {
			fmt.Println(v, time.Since(begin))
			time.Sleep(25 * time.Millisecond)
		}
		deaf.Stop()
	})
}

func TestSelectDefault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := make(chan struct{})
		var late bool
		go func() {
			defer close(done)
			select {
			case <-time.After(time.Second):
				late = true
			case <-t.Context().Done():
			}
		}()
		synctest.Wait()
		fmt.Println(late)
		time.Sleep(time.Second)
		<-done
		fmt.Println(late)
		select {
		case <-done:
			fmt.Println("closed")
		default:
			fmt.Println("open")
		}
	})
}

func TestTwoBubbles(t *testing.T) {
	for i := range 2 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Duration(i+1) * time.Hour)
				if now := time.Now().UTC(); now.Hour() != i+1 {
					t.Errorf("it is %v", now)
				}
			})
		})
	}
}
