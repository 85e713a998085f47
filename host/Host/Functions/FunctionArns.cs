using AiProxy.Contracts.Errors;
using AiProxy.Host.Configuration;
using AiProxy.StatesLanguage.Tasks;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Functions;

/// <summary>
/// Further names of the functions: a workflow that was downloaded from a deployment, or resolved by the CDK app, names them by the ARNs that they have
/// there. It runs here as it is once these are known.
/// </summary>
internal sealed class FunctionArns
{
    private readonly IReadOnlyDictionary<string, string> _arns;

    private FunctionArns(IReadOnlyDictionary<string, string> arns) => _arns = arns;

    /// <summary>No function has another name.</summary>
    public static FunctionArns None { get; } = new(new Dictionary<string, string>());

    /// <summary>Reads the setting.</summary>
    /// <param name="arns">A function's name here to its name or ARN elsewhere.</param>
    /// <param name="functions">The names of the functions.</param>
    /// <exception cref="StartupException">A name is no function's, or has nothing beside it.</exception>
    public static FunctionArns Read(IReadOnlyDictionary<string, string> arns, IReadOnlyCollection<string> functions)
    {
        const string Setting = $"{HostOptions.Section}:{nameof(HostOptions.FunctionArns)}";
        foreach ((string name, string arn) in arns)
        {
            if (!functions.Contains(name, StringComparer.Ordinal))
            {
                throw new StartupException($"{Setting}:{name} is of no function. {Nearest.Remedy(name, functions, "functions")}");
            }
            if (string.IsNullOrWhiteSpace(arn))
            {
                throw new StartupException($"{Setting}:{name} is empty: give the function's ARN in the workflow.");
            }
        }
        return new(arns);
    }

    /// <summary>Adds a function under its name and, where it has another one, under that.</summary>
    public void Add(TaskHandlerRegistry registry, string name, ITaskHandler handler)
    {
        registry.AddFunction(name, handler);
        if (_arns.TryGetValue(name, out string? arn))
        {
            registry.AddFunction(arn, handler);
        }
    }
}
