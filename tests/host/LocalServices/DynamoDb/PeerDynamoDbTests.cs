using AiProxy.Peers;

namespace AiProxy.LocalServices.Tests.DynamoDb;

public sealed class DynaliteTests(PeerTable<Dynalite> table) : DynamoDbTests("dynalite"), IClassFixture<PeerTable<Dynalite>>
{
    internal override async Task<AwsCaller> CallerAsync() => new(await table.EndpointAsync(peer => peer.Endpoint, Table), "AKIDEXAMPLE");
}

public sealed class MotoTests(PeerTable<MotoServer> table) : DynamoDbTests("moto"), IClassFixture<PeerTable<MotoServer>>
{
    internal override async Task<AwsCaller> CallerAsync() => new(await table.EndpointAsync(peer => peer.Endpoint, Table), "AKIDEXAMPLE");
}

/// <summary>A peer with the cases' table, made by the first test that asks.</summary>
public sealed class PeerTable<TPeer> : IAsyncDisposable
    where TPeer : IPeer<TPeer>
{
    private readonly PeerFixture<TPeer> _peer = new();
    private readonly SemaphoreSlim _gate = new(1);
    private bool _made;

    public async Task<Uri> EndpointAsync(Func<TPeer, Uri> endpointOf, string table)
    {
        Uri endpoint = endpointOf(await _peer.GetAsync());
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_made)
            {
                using var tables = new DynamoDbTables(endpoint);
                await tables.CreateAsync(table, "id", null, TestContext.Current.CancellationToken);
                _made = true;
            }
            return endpoint;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _gate.Dispose();
    }
}
