using AiProxy.Cdk.Tests;
using Xunit.Sdk;
using Xunit.v3;

// The construct library talks to one Node process over one pipe.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(StackFixture))]
