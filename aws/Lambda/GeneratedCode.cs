using System.ComponentModel;
using System.Runtime.InteropServices;
using Amazon.Lambda.RuntimeSupport;

namespace AiProxy.Aws.Lambda;

/// <summary>What the wrappers that the generator writes call; not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCode
{
    private const string EnvironmentVariable = "AWS_EXECUTION_ENV";
    private const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";

    private static readonly string Mark = $"lib/aiproxy-lambda#{typeof(GeneratedCode).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Adds this library to the user agent of AWS SDK clients, once, where the program runs in Lambda.</summary>
    public static void AnnounceEnvironment()
    {
        var current = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(current) && !current.EndsWith(Mark, StringComparison.Ordinal))
            Environment.SetEnvironmentVariable(EnvironmentVariable, $"{current}_{Mark}");
    }

    /// <summary>
    /// Sets a function up and runs it until SIGTERM, which lets a running invocation end. Where the set-up fails, Lambda is told the
    /// init error; then, and where the Runtime API is lost, the process ends with exit code 1, and Lambda starts another.
    /// </summary>
    /// <param name="setUp">Builds the function's container and its handler.</param>
    /// <exception cref="InvalidOperationException">The program does not run inside Lambda.</exception>
    public static async Task RunAsync(Func<LambdaBootstrapBuilder> setUp)
    {
        using var stop = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // Not the default, which is to end at once, in the middle of an invocation.
            signal.Cancel = true;
            stop.Cancel();
        });
        try
        {
            using var bootstrap = Build(setUp);
            await bootstrap.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable(RuntimeApiVariable) is not null)
        {
            // Lambda has been told what it can be told. An unhandled exception would end the process too, but by an abort signal.
            await Console.Error.WriteLineAsync($"The function ends: {exception.GetType().Name}: {exception.Message}").ConfigureAwait(false);
            Environment.ExitCode = 1;
        }
    }

    private static LambdaBootstrap Build(Func<LambdaBootstrapBuilder> setUp)
    {
        try
        {
            return setUp().Build();
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable(RuntimeApiVariable) is not null)
        {
            // The handler stands in for the function that could not be made: the initializer always throws before it.
            return new LambdaBootstrap(_ => throw exception, () => Task.FromException<bool>(exception));
        }
    }
}
