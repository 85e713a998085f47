using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests.Modes;

/// <summary>
/// The workflow as the stack's template deploys it: synthesized by this run, its references resolved, its functions named by the ARNs of their published
/// versions. Which function is behind an ARN is read from the template too: from what tells the function which handler it is.
/// </summary>
internal sealed class StackWorkflow
{
    private static readonly Lazy<StackWorkflow> Made = new(Synthesize);

    private StackWorkflow(string definition, IReadOnlyDictionary<string, string> functionArns) => (Definition, FunctionArns) = (definition, functionArns);

    /// <summary>Whether this run is in the mode.</summary>
    public static bool IsChosen => string.Equals(Environment.GetEnvironmentVariable(StepFunctionsMode.Variable), "stack", StringComparison.OrdinalIgnoreCase);

    /// <summary>It, synthesized when it is first asked for.</summary>
    public static StackWorkflow Current => Made.Value;

    /// <summary>Whether what the construct library runs in is there.</summary>
    public static bool CanBeMade => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    /// <summary>What a host of this run is started with.</summary>
    public static string[] ArgumentsOfTheMode => IsChosen ? Current.Arguments : [];

    /// <summary>The definition's text.</summary>
    public string Definition { get; }

    /// <summary>The ARN that the definition invokes, by the handler behind it.</summary>
    public IReadOnlyDictionary<string, string> FunctionArns { get; }

    /// <summary>What a host that runs it is started with.</summary>
    public string[] Arguments => [.. FunctionArns.Select(function => $"--AiProxy:FunctionArns:{function.Key}={function.Value}")];

    private static string[] InvokedArns(string definition)
    {
        var arns = new SortedSet<string>(StringComparer.Ordinal);
        Collect(JsonElement.Parse(definition));
        return [.. arns];

        void Collect(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Collect(item);
                }
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    if (member.NameEquals("FunctionName") && member.Value.ValueKind == JsonValueKind.String)
                    {
                        arns.Add(member.Value.GetString()!);
                    }
                    Collect(member.Value);
                }
            }
        }
    }

    private static StackWorkflow Synthesize()
    {
        string folder = Directory.CreateTempSubdirectory("aiproxy-stack-").FullName;
        try
        {
            string definition = Run(folder);
            JsonElement template = JsonElement.Parse(File.ReadAllText(Directory.GetFiles(folder, "*.template.json").Single()));
            return new StackWorkflow(definition, InvokedArns(definition).ToDictionary(arn => HandlerOf(template, arn), arn => arn));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The function that has the ARN's name, as Lambda would find it.
    private static string HandlerOf(JsonElement template, string arn) => template.GetProperty("Resources").EnumerateObject()
        .Where(resource => resource.Value.GetProperty("Type").GetString() == "AWS::Lambda::Function")
        .Select(resource => resource.Value.GetProperty("Properties"))
        .Single(function => function.GetProperty("FunctionName").ValueEquals(arn.Split(':')[6]))
        .GetProperty("Environment").GetProperty("Variables").GetProperty("ANNOTATIONS_HANDLER").GetString()!;

    /// <summary>Runs the CDK app, which leaves the template in <paramref name="folder"/>.</summary>
    private static string Run(string folder)
    {
        string configuration = typeof(StackWorkflow).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["run", "--project", "cdk", "--no-build", "--configuration", configuration, "--", "asl"])
        {
            WorkingDirectory = RunningHost.ProjectRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CDK_OUTDIR"] = folder },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string definition = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? definition
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The synthesis ended with {process.ExitCode}: {errors.Result}"));
    }
}
