using System.Net;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Host.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.EndToEnd.Tests;

/// <summary>A database that takes nothing more: clear errors, and nothing is paid that cannot be recorded.</summary>
public sealed class IdempotencyFullDiskTests
{
    private const string Routes = """
        {
          "providers": {"openai": {} },
          "routes": {"chat": {"targets": ["openai/gpt-5.2"]}, "slow": {"targets": ["openai/gpt-5.2@delay=500ms"]} }
        }
        """;

    [Theory]
    [InlineData("k-1")]
    [InlineData(null)]
    public async Task FullBeforeTheCall_Is503AndNobodyIsAsked(string? key)
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes);
        Database[] databases = [.. host.Services.Select(services => services.GetRequiredService<Database>())];
        Fill(databases);

        using HttpResponseMessage refused = await AskAsync(host, "chat", key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("storage_unavailable", (await refused.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, host.Simulators.TotalCalls);
        Empty(databases);
        using HttpResponseMessage answered = await AskAsync(host, "chat", key);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task FullWhileTheProviderAnswers_SaysThatTheAnswerIsLost()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes);
        Database[] databases = [.. host.Services.Select(services => services.GetRequiredService<Database>())];

        Task<HttpResponseMessage> asked = AskAsync(host, "slow", "k-1");
        await Eventually.IsTrueAsync(() => host.Simulators.TotalCalls == 1);
        Fill(databases);
        using HttpResponseMessage response = await asked;

        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage_unavailable"), (response.StatusCode, error.GetProperty("code").GetString()));
        Assert.Contains("Failed to update record state to success", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    private static Task<HttpResponseMessage> AskAsync(RunningHost host, string model, string? key) => host.PostAsync(
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{new string('x', 1000)}}"}]}""",
        key is null ? [] : [("Idempotency-Key", key)]);

    // The file may not grow, and what is left of its pages is used up: what SQLite says then is what it says of a full disk.
    private static void Fill(Database[] databases)
    {
        foreach (Database database in databases)
        {
            database.Read("PRAGMA page_count", pages => pages.ExecuteScalar() is long count
                ? database.Read($"PRAGMA max_page_count = {count}", command => command.ExecuteScalar())
                : throw new InvalidOperationException("SQLite did not count its pages."));
        }
        foreach (int length in (int[])[2000, 500, 100, 10, 1])
        {
            foreach (string insert in (string[])
            [
                "INSERT INTO payload(reference, expiration, body) VALUES($id, 9999999999, $text)",
                "INSERT INTO request(id, owner, body_hash, held_until, expiration) VALUES($id, $text, '', 0, 9999999999)",
                "INSERT INTO idempotency(id, status, expiration, data) VALUES($id, 'FILLER', 9999999999, $text)",
            ])
            {
                FillWith(databases[0], insert, length);
            }
        }
    }

    private static void FillWith(Database database, string insert, int length)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                database.Write(insert, command =>
                {
                    command.Parameters.AddWithValue("$id", $"filler-{length}-{i}");
                    command.Parameters.AddWithValue("$text", new string('f', length));
                });
            }
            catch (StorageUnavailableException)
            {
                return;
            }
        }
    }

    private static void Empty(Database[] databases)
    {
        foreach (Database database in databases)
        {
            database.Read("PRAGMA max_page_count = 1000000", command => command.ExecuteScalar());
        }
        foreach (string column in (string[])["payload WHERE reference", "request WHERE id", "idempotency WHERE id"])
        {
            databases[0].Write($"DELETE FROM {column} LIKE 'filler-%'", static _ => { });
        }
    }
}
