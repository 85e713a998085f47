using AiProxy.Contracts.Calls;

namespace AiProxy.Merge.Records;

/// <summary>What CallProvider stored under each call's key. A race's answers are read here, because its iterations end in errors.</summary>
internal interface ICallRecords
{
    /// <summary>The stored answer of the call; null when there is none (still running, failed, cancelled or expired).</summary>
    Task<CallResult?> FindAsync(string callKey, CancellationToken cancellationToken);
}
