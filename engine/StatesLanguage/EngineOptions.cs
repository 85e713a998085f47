using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage;

/// <summary>
/// What an <see cref="ExecutionEngine"/> works with. Everything it takes from outside is here, so that tests can hold the clock.
/// </summary>
public sealed record EngineOptions
{
    /// <summary>Who does the tasks. Default: nobody.</summary>
    public TaskHandlerRegistry TaskHandlers { get; init; } = new();

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes a UUID in its text form, for execution names, request ids and <c>$uuid()</c>. Called from any thread.</summary>
    public Func<string> NewId { get; init; } = DefaultSources.NewId;

    /// <summary>Draws a number in [0, 1), for retry jitter and <c>$random()</c>. Called from any thread.</summary>
    public Func<double> NextRandom { get; init; } = DefaultSources.NextRandom;

    /// <summary>Where tasks that answer later are found again. Default one of the engine's own.</summary>
    public TaskTokens Tokens { get; init; } = new();

    /// <summary>Reads the items of distributed Maps with an ItemReader. Default nobody: such a Map fails.</summary>
    public IItemReader? ItemReader { get; init; }

    /// <summary>
    /// Writes the results of distributed Maps with a ResultWriter. Default nobody: then such a machine is refused when it is read; see
    /// <see cref="StateMachineOptions.Engine"/>.
    /// </summary>
    public IResultWriter? ResultWriter { get; init; }

    /// <summary>The service's limits.</summary>
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Whether executions keep their events. Default true. A history passed in a request is filled either way.</summary>
    public bool RecordHistory { get; init; } = true;

    /// <summary>
    /// How much data (bytes of JSON) the events of one execution may keep alive; later ones are kept without. Default 16 MiB.
    /// </summary>
    public long MaxHistoryBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long a handler may take to end after its token has fired; then it is abandoned and the execution goes on. Default 1 second.
    /// </summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The region in ARNs the engine makes up. Default <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account in ARNs the engine makes up. Default <c>000000000000</c>.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The day whose service is imitated, where it has changed since: for comparing with what was recorded then. Default today's.</summary>
    internal DateTime AsOf { get; init; } = DateTime.MaxValue;
}
