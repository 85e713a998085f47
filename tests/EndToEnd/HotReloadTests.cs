using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests;

/// <summary>An edit of routes or workflows changes the next request, and never one that runs.</summary>
public sealed class HotReloadTests
{
    private const string Body = """{"model":"chat","messages":[{"role":"user","content":"Name a prime number."}]}""";

    [Fact]
    public async Task Routes_Edited_ChangeTheNextRequest()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("aggregate", "openai/gpt-5.2"));
        Assert.Equal("openai", await WinnerAsync(host));

        await File.WriteAllTextAsync(host.RoutesFile, Routes("aggregate", "anthropic/claude-sonnet-4.6"), TestContext.Current.CancellationToken);
        await host.HealthAsync(health => Revision(health) == 2);

        Assert.Equal("anthropic", await WinnerAsync(host));
    }

    [Fact]
    public async Task Routes_ReplacedByRename_ChangeTheNextRequest()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("aggregate", "openai/gpt-5.2"));

        string temporary = host.RoutesFile + ".tmp";
        await File.WriteAllTextAsync(temporary, Routes("aggregate", "anthropic/claude-sonnet-4.6"), TestContext.Current.CancellationToken);
        File.Move(temporary, host.RoutesFile, overwrite: true);
        await host.HealthAsync(health => Revision(health) == 2);

        Assert.Equal("anthropic", await WinnerAsync(host));
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // A deployment's workflows are not files of the host.
    public async Task Workflow_AddedEditedAndDeleted_FollowsTheFiles()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("aggregate", "openai/gpt-5.2"));
        string file = Path.Combine(host.StateMachines, "answering.asl.json");

        await File.WriteAllTextAsync(file, Answering("first"), TestContext.Current.CancellationToken);
        await host.HealthAsync(health => Workflows(health).SequenceEqual(["aggregate", "answering"]));
        await File.WriteAllTextAsync(host.RoutesFile, Routes("answering", "openai/gpt-5.2"), TestContext.Current.CancellationToken);
        JsonElement health = await host.HealthAsync(health => Revision(health) == 3);
        Assert.Equal("first", await SaidAsync(host));

        await File.WriteAllTextAsync(file, Answering("second"), TestContext.Current.CancellationToken);
        await host.HealthAsync(health => Revision(health) == 4);
        Assert.Equal("second", await SaidAsync(host));

        // The route still names it: what is in force stays.
        File.Delete(file);
        health = await host.HealthAsync(IsDegraded);
        Assert.Equal("unknown_workflow", Diagnostic(health).GetProperty("code").GetString());
        Assert.Equal("second", await SaidAsync(host));

        await File.WriteAllTextAsync(host.RoutesFile, Routes("aggregate", "openai/gpt-5.2"), TestContext.Current.CancellationToken);
        health = await host.HealthAsync(health => Revision(health) == 5);
        Assert.False(IsDegraded(health));
        Assert.Equal(["aggregate"], Workflows(health));
        Assert.Equal("openai", await WinnerAsync(host));
    }

    [Fact]
    public async Task BadEdit_OfRoutes_KeepsTheLastGoodAndHealthSaysWhere()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("aggregate", "openai/gpt-5.2"));

        await File.WriteAllTextAsync(host.RoutesFile, Routes("aggregate", "opnai/gpt-5.2"), TestContext.Current.CancellationToken);
        JsonElement health = await host.HealthAsync(IsDegraded);

        Assert.Equal(1, Revision(health));
        JsonElement diagnostic = Diagnostic(health);
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(host.RoutesFile, diagnostic.GetProperty("file").GetString());
        Assert.Equal(3, diagnostic.GetProperty("line").GetInt32());
        Assert.True(diagnostic.GetProperty("column").GetInt32() > 1);
        Assert.Equal("unknown_provider", diagnostic.GetProperty("code").GetString());
        Assert.StartsWith("/routes/chat/targets/0", diagnostic.GetProperty("pointer").GetString(), StringComparison.Ordinal);
        Assert.Contains("openai", diagnostic.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal("openai", await WinnerAsync(host));

        await File.WriteAllTextAsync(host.RoutesFile, Routes("aggregate", "anthropic/claude-sonnet-4.6"), TestContext.Current.CancellationToken);
        health = await host.HealthAsync(health => !IsDegraded(health));
        Assert.Equal(2, Revision(health));
        Assert.Empty(health.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("anthropic", await WinnerAsync(host));
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // A deployment's workflows are not files of the host.
    public async Task BadEdit_OfAWorkflow_HoldsBackGoodRoutesToo()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("answering", "openai/gpt-5.2"), new Dictionary<string, string> { ["answering.asl.json"] = Answering("first") });
        string file = Path.Combine(host.StateMachines, "answering.asl.json");

        await File.WriteAllTextAsync(file, Answering("second").Replace("\"End\": true", "\"Next\": \"Nowhere\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        JsonElement health = await host.HealthAsync(IsDegraded);
        Assert.Equal(file, Diagnostic(health).GetProperty("file").GetString());
        Assert.Equal("first", await SaidAsync(host));

        await File.WriteAllTextAsync(file, Answering("second"), TestContext.Current.CancellationToken);
        await host.HealthAsync(health => !IsDegraded(health));
        Assert.Equal("second", await SaidAsync(host));
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // A deployment's functions read its routes, not the host's snapshot.
    public async Task RunningRequest_EditMeanwhile_FinishesOnTheOld()
    {
        const string Slow = """
            {
              "QueryLanguage": "JSONata",
              "StartAt": "Ask",
              "States": {
                "Ask": { "Type": "Task", "Resource": "${ValidateArn}", "Arguments": "{% $states.input %}", "Assign": { "first": "{% $states.result.plan.targets[0].provider %}" }, "Output": "{% $states.input %}", "Next": "Wait" },
                "Wait": { "Type": "Wait", "Seconds": 1, "Next": "AskAgain" },
                "AskAgain": {
                  "Type": "Task", "Resource": "${ValidateArn}", "Arguments": "{% $states.input %}",
                  "Output": { "statusCode": 200, "headers": {}, "body": "{% $string({'said': $first & ' then ' & $states.result.plan.targets[0].provider}) %}" },
                  "End": true
                }
              }
            }
            """;
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("slow", "openai/gpt-5.2"), new Dictionary<string, string> { ["slow.asl.json"] = Slow });

        Task<string?> running = SaidAsync(host);
        await host.HealthAsync(health => health.GetProperty("running").GetInt32() == 1);
        await File.WriteAllTextAsync(Path.Combine(host.StateMachines, "slow.asl.json"), Answering("new"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(host.RoutesFile, Routes("slow", "anthropic/claude-sonnet-4.6"), TestContext.Current.CancellationToken);
        await host.HealthAsync(health => Revision(health) >= 2 && Workflows(health).Contains("slow"));
        while (await SaidAsync(host) != "new")
        {
            // Two files, perhaps two revisions: until the last of them is in force.
        }

        Assert.False(running.IsCompleted, "The edit must be in force while the request runs, or this test shows nothing.");
        Assert.Equal("openai then openai", await running);
    }

    [Fact]
    public async Task Watch_Off_TakesNothingIn()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("aggregate", "openai/gpt-5.2"), null, "--watch", "false");

        Assert.DoesNotContain(host.HostedServices, service => service.GetType().Name == "ProjectWatcher");
    }

    private static string Routes(string workflow, string target) =>
        "{\n \"providers\": {\"openai\": {}, \"anthropic\": {} },\n \"routes\": {\"chat\": {\"workflow\": \"" + workflow + "\", \"targets\": [\"" + target + "\"]} }\n}";

    private static string Answering(string text) =>
        """
        {
          "QueryLanguage": "JSONata",
          "StartAt": "Answer",
          "States": { "Answer": { "Type": "Pass", "Output": { "statusCode": 200, "headers": {}, "body": "{\"said\":\"TEXT\"}" }, "End": true } }
        }
        """.Replace("TEXT", text, StringComparison.Ordinal);

    private static async Task<string?> WinnerAsync(RunningHost host)
    {
        using HttpResponseMessage response = await host.PostAsync(Body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.GetValues("aiproxy-winner").Single();
    }

    private static async Task<string?> SaidAsync(RunningHost host)
    {
        using HttpResponseMessage response = await host.PostAsync(Body);
        return (await response.JsonAsync()).GetProperty("said").GetString();
    }

    private static int Revision(JsonElement health) => health.GetProperty("revision").GetInt32();

    private static bool IsDegraded(JsonElement health) => health.GetProperty("status").GetString() == "degraded";

    private static IEnumerable<string?> Workflows(JsonElement health) => health.GetProperty("workflows").EnumerateArray().Select(name => name.GetString());

    private static JsonElement Diagnostic(JsonElement health) => health.GetProperty("diagnostics")[0];
}
