using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>What came of a task: a result, or an error name and a cause.</summary>
public readonly struct TaskOutcome
{
    private TaskOutcome(Value result, string? error, string? cause, bool failed)
    {
        Result = result;
        Error = error;
        Cause = cause;
        IsFailure = failed;
    }

    /// <summary>The result, if it succeeded.</summary>
    public Value Result { get; }

    /// <summary>The error's name as Retry and Catch match it, if it failed.</summary>
    public string? Error { get; }

    /// <summary>The error's description, if it failed; for a function its JSON with errorType and errorMessage.</summary>
    public string? Cause { get; }

    /// <summary>Whether it failed.</summary>
    public bool IsFailure { get; }

    /// <summary>A success. For a function (see <see cref="TaskHandlerRegistry.AddFunction"/>) the bare payload.</summary>
    /// <param name="result">The result; undefined is taken as JSON null.</param>
    public static TaskOutcome Success(Value result) => new(result.IsUndefined ? Value.Null : result, null, null, false);

    /// <summary>A failure.</summary>
    /// <param name="error">The error's name, at most 256 characters (longer ones are cut). May be null, as of a callback.</param>
    /// <param name="cause">Its description, at most 32,768 characters (longer ones are cut).</param>
    public static TaskOutcome Failure(string? error, string? cause) => new(default, error, cause, true);
}
