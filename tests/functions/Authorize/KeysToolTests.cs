using System.Diagnostics;
using System.Text.Json;
using AiProxy.Authorize.Keys;
using AiProxy.Peers;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace AiProxy.Authorize.Tests;

/// <summary>The operators' tool, <c>cdk/keys</c>, against moto: what it mints opens the door, what it revokes does not.</summary>
public sealed class KeysToolTests(PeerFixture<MotoServer> moto) : IClassFixture<PeerFixture<MotoServer>>
{
    private readonly string _table = $"keys-{Guid.NewGuid():N}";
    private string _plan = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_FromMintToRevoke_AreWhatAuthorizeReads()
    {
        string url = (await moto.GetAsync()).Endpoint.ToString();
        using var tables = new DynamoDbTables(new Uri(url));
        await tables.CreateAsync(_table, "id", null, Token);
        _plan = JsonElement.Parse((await RunAsync("aws", "apigateway", "create-usage-plan", "--name", "plan", "--output", "json")).Output).GetProperty("id").GetString()!;
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" });
        var store = new DynamoDbKeyStore(client, _table);

        string key = (await KeysAsync("mint", "team-a", "--routes", "chat,panel-vote", "--expires", "90d")).Output.Trim();
        KeyRecord minted = await CheckAsync(store, key);
        Assert.Equal("team-a", minted.Caller);
        Assert.Equal(["chat", "panel-vote"], minted.Routes);
        Assert.InRange(minted.Expires!.Value, DateTimeOffset.UtcNow.AddDays(89), DateTimeOffset.UtcNow.AddDays(91));
        string used = (await RunAsync("aws", "apigateway", "get-usage-plan-keys", "--usage-plan-id", _plan, "--output", "json")).Output;
        Assert.Contains($"aiproxy-{minted.Id}", used, StringComparison.Ordinal);

        await KeysAsync("scope", minted.Id, "--all");
        await KeysAsync("expire", minted.Id, "never");
        KeyRecord widened = await CheckAsync(store, key);
        Assert.True(widened.Routes.IsDefault);
        Assert.Null(widened.Expires);

        string list = (await KeysAsync("list")).Output;
        Assert.Contains(minted.Id, list, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('_', 3)[2], list, StringComparison.Ordinal);
        Assert.DoesNotContain(minted.UsageKey!, list, StringComparison.Ordinal);

        await KeysAsync("revoke", minted.Id);
        await Assert.ThrowsAsync<UnauthorizedException>(() => CheckAsync(store, key));
        JsonElement only = Assert.Single(JsonElement.Parse((await KeysAsync("list", "--json")).Output).EnumerateArray());
        Assert.Equal("revoked", only.GetProperty("state").GetString());

        (int exit, _, string error) = await RunAsync("node", [Tool, "revoke", "nobody", .. Where]);
        Assert.Equal((2, "error: There is no key 'nobody'; cdk/keys list shows them."), (exit, error.Trim()));
    }

    private static string Tool => Path.Combine(Root(), "cdk", "keys");

    private string[] Where => ["--table", _table, "--usage-plan", _plan];

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AiProxy.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }

    // A cache of its own, so that nothing remembered from before counts.
    private static Task<KeyRecord> CheckAsync(DynamoDbKeyStore store, string key) =>
        new KeyCheck(new KeyCache(store, TimeProvider.System), TimeProvider.System).CheckAsync($"Bearer {key}");

    private async Task<(int Exit, string Output, string Error)> KeysAsync(params string[] arguments)
    {
        var run = await RunAsync("node", [Tool, .. arguments, .. Where]);
        Assert.True(run.Exit == 0, run.Error);
        return run;
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        string url = (await moto.GetAsync()).Endpoint.ToString();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in new[]
        {
            ("AWS_ENDPOINT_URL", url), ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKID"),
            ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_PAGER", ""),
        })
        {
            start.Environment[name] = value;
        }
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(Token);
            Task<string> error = process.StandardError.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PeerUnavailableException($"{program} cannot be started: {e.Message}", e);
        }
    }
}
