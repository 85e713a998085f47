namespace AiProxy.EndToEnd.Tests.Modes;

/// <summary>A host whose functions run as they were published, each in processes of its own: what is tested is what is deployed.</summary>
/// <remarks>What only functions in the host's own process can do has the trait <see cref="Functions"/> = <see cref="InProcess"/>.</remarks>
internal static class PublishedFunctions
{
    /// <summary>Names the folder of published functions. Default: <c>artifacts/functions-x64</c>.</summary>
    public const string PackagesVariable = "AIPROXY_E2E_PACKAGES";

    /// <summary>The trait's name.</summary>
    public const string Functions = "Functions";

    /// <summary>
    /// The trait's value where a test looks at what Lambda does not do: an invocation that ends with its caller or with its race, a log that is set up
    /// by code.
    /// </summary>
    public const string InProcess = "InProcess";

    /// <summary>Whether this run is in the mode.</summary>
    public static bool IsChosen => string.Equals(Environment.GetEnvironmentVariable(StepFunctionsMode.Variable), "process", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of published functions.</summary>
    public static string Packages => Environment.GetEnvironmentVariable(PackagesVariable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(RunningHost.ProjectRoot, "artifacts", "functions-x64");

    /// <summary>What a host of this run is started with.</summary>
    public static string[] Arguments => IsChosen ? ["--functions", "process", "--function-packages", Packages] : [];
}
