using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes;

/// <summary>What a route has where neither it nor the file's <c>defaults</c> say otherwise, and the ranges both keep to.</summary>
public static class RouteDefaults
{
    /// <summary>The workflow, by the name of its <c>.asl.json</c> file.</summary>
    public const string Workflow = "aggregate";

    /// <inheritdoc cref="Plans.Strategy"/>
    public const Strategy Strategy = Plans.Strategy.First;

    /// <summary>Longest a single call may take, milliseconds.</summary>
    public const int TimeoutMs = 12_000;

    /// <summary>Longest the whole execution may take, milliseconds: below API Gateway's 29 s.</summary>
    /// <remarks><see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html"/></remarks>
    public const int DeadlineMs = 25_000;

    /// <summary>Least <c>timeoutMs</c> and <c>deadlineMs</c>.</summary>
    public const int MinMs = 100;

    /// <summary>Most <c>timeoutMs</c>.</summary>
    public const int MaxTimeoutMs = 300_000;

    /// <summary>Most <c>deadlineMs</c>: an Express execution ends at 300 s, and Merge must still run.</summary>
    /// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/></remarks>
    public const int MaxDeadlineMs = 290_000;

    /// <summary>The secret of the provider called <paramref name="provider"/>, where the file names none.</summary>
    public static string SecretOf(string provider) => $"aiproxy/{provider}";

    /// <summary>
    /// The quorum where none is set: one good answer; for a vote a majority of the targets (fallbacks not counted), since fewer would let a
    /// minority of the panel decide.
    /// </summary>
    public static int QuorumOf(Strategy strategy, int targets) => strategy == Strategy.Vote ? (targets / 2) + 1 : 1;
}
