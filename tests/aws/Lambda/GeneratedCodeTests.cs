using AiProxy.Aws.Lambda;

namespace AiProxy.Lambda.Tests;

/// <summary>Its tests set variables of the process.</summary>
[CollectionDefinition(DisableParallelization = true)]
[Collection(nameof(GeneratedCodeTests))]
public sealed class GeneratedCodeTests
{
    [Fact]
    public async Task RunAsync_SetUpFails_ReportsInitErrorAndEndsWithOne()
    {
        await using var api = await RuntimeApiStub.StartAsync();
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", api.Endpoint);
        try
        {
            await GeneratedCode.RunAsync(() => throw new FormatException("no table"));
            var posted = await api.PostedAsync();

            Assert.Equal(1, Environment.ExitCode);
            Assert.Equal("init/error", posted.Path);
            Assert.Equal("FormatException", posted.Headers["Lambda-Runtime-Function-Error-Type"]);
        }
        finally
        {
            Environment.ExitCode = 0;
            Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", null);
        }
    }

    [Fact]
    public async Task RunAsync_SetUpFailsOutsideOfLambda_ThrowsIt()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", null);

        await Assert.ThrowsAsync<FormatException>(() => GeneratedCode.RunAsync(() => throw new FormatException("no table")));
    }

    [Fact]
    public void AnnounceEnvironment_OnLambda_AddsTheMarkOnce()
    {
        Environment.SetEnvironmentVariable("AWS_EXECUTION_ENV", "AWS_Lambda_provided.al2023");
        try
        {
            GeneratedCode.AnnounceEnvironment();
            GeneratedCode.AnnounceEnvironment();

            Assert.Equal("AWS_Lambda_provided.al2023_lib/aiproxy-lambda#0.1.0", Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_EXECUTION_ENV", null);
        }
    }
}
