// Each test starts a whole host; one at a time keeps them honest about time on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
