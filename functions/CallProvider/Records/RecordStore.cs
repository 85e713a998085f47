using AiProxy.Contracts;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.CallProvider.Records;

/// <summary>
/// Hands records on to the store of the invocation at hand. Powertools' configuration is one for the process, but two hosts in one process have a
/// store each, as <c>FunctionServices</c> promises them.
/// </summary>
internal sealed class RecordStore : BasePersistenceStore
{
    /// <summary>How long an answer is kept: as long as a caller may repeat an <c>Idempotency-Key</c>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private static readonly AsyncLocal<BasePersistenceStore?> Current = new();

    private RecordStore()
    {
    }

    private static BasePersistenceStore Store =>
        Current.Value ?? throw new InvalidOperationException("No store for idempotency records: the function was not constructed for this invocation.");

    /// <summary>Sets Powertools up: records by <c>call.callKey</c>, for a day, wherever <see cref="Enter"/> says.</summary>
    public static void Configure() => Idempotency.Configure(builder => builder
        .WithPersistenceStore(new RecordStore())
        .WithOptions(options => options.WithEventKeyJmesPath("call.callKey").WithThrowOnNoIdempotencyKey(true).WithExpiration(Lifetime))
        .WithJsonSerializationContext(ContractsJsonContext.Default));

    /// <summary>Uses <paramref name="store"/> for what this code path does from here on.</summary>
    public static void Enter(BasePersistenceStore store) => Current.Value = store;

    public override Task<DataRecord> GetRecord(string idempotencyKey) => Store.GetRecord(idempotencyKey);

    public override Task PutRecord(DataRecord record, DateTimeOffset now) => Store.PutRecord(record, now);

    public override Task UpdateRecord(DataRecord record) => Store.UpdateRecord(record);

    public override Task DeleteRecord(string idempotencyKey) => Store.DeleteRecord(idempotencyKey);
}
