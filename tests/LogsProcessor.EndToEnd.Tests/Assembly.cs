// The tests start processes that use every core, and time-outs are real here: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
