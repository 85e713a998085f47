using Xunit.Sdk;
using Xunit.v3;

// Each test starts a whole host; one at a time keeps them honest about time on a small machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
