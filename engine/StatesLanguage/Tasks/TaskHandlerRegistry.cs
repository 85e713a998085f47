using System.Collections.Concurrent;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>
/// Which handler does which tasks. Safe to change while executions run; a change counts from the next attempt on.
/// </summary>
/// <remarks>
/// Looked up in this order: the exact resource; for functions the function's name, then any function; the longest prefix.
/// </remarks>
public sealed class TaskHandlerRegistry
{
    private readonly ConcurrentDictionary<string, ITaskHandler> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ITaskHandler> _prefixes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ITaskHandler> _functions = new(StringComparer.Ordinal);
    private volatile ITaskHandler? _anyFunction;

    /// <summary>
    /// Adds a handler by resource, replacing an earlier one. It gets the whole Arguments and returns the whole result.
    /// </summary>
    /// <param name="resource">
    /// A resource ARN, for example <c>arn:aws:states:::http:invoke</c>, or a prefix of some with <c>*</c> at its end, for example
    /// <c>arn:aws:states:::aws-sdk:*</c>.
    /// </param>
    /// <param name="handler">The handler.</param>
    public TaskHandlerRegistry Add(string resource, ITaskHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(resource);
        if (resource.EndsWith('*'))
        {
            _prefixes[resource[..^1]] = handler;
        }
        else
        {
            _resources[resource] = handler;
        }

        return this;
    }

    /// <summary>
    /// Adds a function, replacing an earlier one. It gets the payload and returns the bare result; the engine puts the envelope of
    /// <c>lambda:invoke</c> around it. Serves <c>lambda:invoke</c> and the function's own ARN alike.
    /// </summary>
    /// <param name="functionName">The function's name, without ARN and qualifier; <c>*</c> for every function without its own handler.</param>
    /// <param name="handler">The handler.</param>
    public TaskHandlerRegistry AddFunction(string functionName, ITaskHandler handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        if (functionName == "*")
        {
            _anyFunction = handler;
        }
        else
        {
            _functions[FunctionNames.Short(functionName)] = handler;
        }

        return this;
    }

    internal ITaskHandler? FindResource(string resource) => _resources.GetValueOrDefault(resource);

    internal ITaskHandler? FindFunction(string functionName) =>
        _functions.GetValueOrDefault(FunctionNames.Short(functionName)) ?? _anyFunction;

    internal ITaskHandler? FindPrefix(string resource) =>
        _prefixes
            .Where(pair => resource.StartsWith(pair.Key, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Key.Length)
            .Select(pair => pair.Value)
            .FirstOrDefault();
}
