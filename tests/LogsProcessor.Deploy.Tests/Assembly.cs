// The tests start processes that use every core: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
