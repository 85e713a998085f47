using System.ComponentModel;
using Amazon.Lambda.RuntimeSupport;

namespace AiProxy.Aws.Lambda;

/// <summary>What the wrappers that the generator writes call; not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCode
{
    private const string EnvironmentVariable = "AWS_EXECUTION_ENV";

    private static readonly string Mark = $"lib/aiproxy-lambda#{typeof(GeneratedCode).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Adds this library to the user agent of AWS SDK clients, once, where the program runs in Lambda.</summary>
    public static void AnnounceEnvironment()
    {
        var current = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(current) && !current.EndsWith(Mark, StringComparison.Ordinal))
            Environment.SetEnvironmentVariable(EnvironmentVariable, $"{current}_{Mark}");
    }

    /// <summary>Sets a function up and runs it; a failed set-up is reported to Lambda as the init error, then thrown.</summary>
    /// <param name="setUp">Builds the function's container and its handler.</param>
    public static async Task RunAsync(Func<LambdaBootstrapBuilder> setUp)
    {
        LambdaBootstrapBuilder builder;
        try
        {
            builder = setUp();
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null)
        {
            // The handler stands in for the function that could not be made: the initializer always throws before it.
            using var failed = new LambdaBootstrap(_ => throw exception, () => Task.FromException<bool>(exception));
            await failed.RunAsync().ConfigureAwait(false);
            throw;
        }

        using var bootstrap = builder.Build();
        await bootstrap.RunAsync().ConfigureAwait(false);
    }
}
