using AiProxy.Authorize.Keys;

namespace AiProxy.Authorize.Tests.Keys;

internal sealed class FakeKeyStore : IKeyStore
{
    public KeyRecord? Record { get; set; } = TestKeys.Record;

    public Exception? Failure { get; set; }

    public List<string> Asked { get; } = [];

    public Task<KeyRecord?> FindAsync(string id)
    {
        Asked.Add(id);
        return Failure is null ? Task.FromResult(id == Record?.Id ? Record : null) : Task.FromException<KeyRecord?>(Failure);
    }
}
