using System.Collections.Concurrent;
using AiProxy.LocalServices.DynamoDb;
using AiProxy.LocalServices.S3;
using AiProxy.LocalServices.Secrets;

namespace AiProxy.LocalServices.Tests;

/// <summary>The services over memory.</summary>
public sealed class OurServer : IAsyncLifetime, IItemStore, IObjectStore, ISecretStore
{
    private readonly LocalTable _table = new("cases", "id");
    private readonly ConcurrentDictionary<string, string> _items = new();
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();
    private readonly Lock _gate = new();
    private LocalServicesServer _server = null!;

    public Uri Endpoint => new(_server.Address);

    public async ValueTask InitializeAsync() =>
        _server = await LocalServicesServer.StartAsync(new LocalServicesOptions { Items = this, Objects = this, Secrets = this }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    LocalTable? IItemStore.Find(string name) => name == _table.Name ? _table : null;

    string? IItemStore.Read(LocalTable table, string key) => _items.GetValueOrDefault(key);

    Task IItemStore.ChangeAsync(LocalTable table, string key, Func<string?, string?> change)
    {
        lock (_gate)
        {
            if (change(_items.GetValueOrDefault(key)) is { } after)
            {
                _items[key] = after;
            }
            else
            {
                _items.TryRemove(key, out _);
            }
        }
        return Task.CompletedTask;
    }

    bool IObjectStore.HasBucket(string bucket) => bucket == "bucket";

    byte[]? IObjectStore.Read(string bucket, string key) => _objects.GetValueOrDefault(key);

    Task IObjectStore.WriteAsync(string bucket, string key, byte[] content)
    {
        _objects[key] = content;
        return Task.CompletedTask;
    }

    string? ISecretStore.Find(string secretId) => secretId == "aiproxy/openai" ? "sk-1" : null;

    internal AwsCaller Caller() => new(Endpoint, _server.AccessKeyId);
}
