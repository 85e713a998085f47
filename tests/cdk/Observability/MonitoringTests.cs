using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Cdk.Observability;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>What of the monitoring is in the template.</summary>
public sealed partial class MonitoringTests(MonitoringFixture monitoring) : IClassFixture<MonitoringFixture>
{
    private const string Topic = "AWS::SNS::Topic";

    private static string Runbooks => Path.Combine(Deployment.Project.Root, "docs", "runbooks");

    [Fact]
    public void Alarms_All_ReportToTheTopicAndLinkARunbookThatExists()
    {
        JsonElement[] alarms = monitoring.Resources("AWS::CloudWatch::Alarm");
        string topic = monitoring.IdOf(Topic);
        List<string> slugs = [];
        foreach (JsonElement alarm in alarms)
        {
            string name = alarm.GetProperty("AlarmName").GetString()!;
            string slug = name[(MonitoringFixture.StackName.Length + 1)..];
            slugs.Add(slug);
            Assert.Equal(topic, Assert.Single(alarm.GetProperty("AlarmActions").EnumerateArray()).GetProperty("Ref").GetString());
            Assert.Equal(topic, Assert.Single(alarm.GetProperty("OKActions").EnumerateArray()).GetProperty("Ref").GetString());
            Assert.EndsWith($"Runbook: docs/runbooks/{slug}.md", alarm.GetProperty("AlarmDescription").GetString(), StringComparison.Ordinal);
            Assert.Equal("notBreaching", alarm.GetProperty("TreatMissingData").GetString());
        }
        Assert.Equal(slugs.Order(StringComparer.Ordinal), RunbookNames());
    }

    [Fact]
    public void Runbooks_All_SayWhatItMeansWhatToLookAtAndWhatToDo()
    {
        string[] queries = [.. SavedQueries.All.Select(query => query.Name)];
        foreach (string file in RunbookNames())
        {
            string text = File.ReadAllText(Path.Combine(Runbooks, file + ".md"));
            Assert.All((string[])[$"# {file}", "## What it means", "## Look at first", "## What to do"], heading => Assert.Contains(heading, text, StringComparison.Ordinal));
            // A query that a runbook names in bold is one that the stack saves.
            // The text is wrapped: a name can run over a line's end.
            IEnumerable<string> named = string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries)).Split("query **").Skip(1)
                .Select(rest => rest[..rest.IndexOf("**", StringComparison.Ordinal)]);
            Assert.Empty(named.Except(queries));
        }
    }

    [Fact]
    public void RollbackAlarms_OfTheWorkflow_ReferToNothingThatADeploymentMakesAfterThem()
    {
        JsonElement[] alarms = [.. monitoring.Resources("AWS::CloudWatch::Alarm").Where(alarm =>
            alarm.GetProperty("AlarmName").GetString() is "Watch-executions-failed" or "Watch-function-faults" or "Watch-error-lines")];
        Assert.Equal(3, alarms.Length);
        foreach (JsonElement alarm in alarms)
        {
            IEnumerable<JsonProperty> rest = alarm.EnumerateObject().Where(member => member.Name is not ("AlarmActions" or "OKActions"));
            // Region and account are there before anything is.
            string text = string.Concat(rest.Select(member => PseudoParameter().Replace(member.Value.GetRawText(), string.Empty)));
            Assert.DoesNotContain("\"Ref\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Fn::GetAtt", text, StringComparison.Ordinal);
            Assert.Equal(1, alarm.GetProperty("Threshold").GetInt32());
        }
        JsonElement faults = alarms.Single(alarm => alarm.GetProperty("AlarmName").GetString() == "Watch-function-faults");
        // Its errors are providers' failures.
        Assert.DoesNotContain("CallProvider", faults.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void CostAlarms_WatchTheHourAndWhatIsUsual()
    {
        JsonElement unusual = Alarm("provider-cost-unusual");
        Assert.Equal("GreaterThanUpperThreshold", unusual.GetProperty("ComparisonOperator").GetString());
        Assert.Equal("band", unusual.GetProperty("ThresholdMetricId").GetString());
        string[] texts = [.. unusual.GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetRawText())];
        Assert.Contains(texts, text => text.Contains("ANOMALY_DETECTION_BAND(value, 3)", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("CostUsd", StringComparison.Ordinal) && text.Contains("3600", StringComparison.Ordinal));
        JsonElement limit = Alarm("provider-cost");
        Assert.Equal("CostUsd", limit.GetProperty("MetricName").GetString());
        Assert.Equal(3600, limit.GetProperty("Period").GetInt32());
        Assert.Equal(10, limit.GetProperty("Threshold").GetInt32());
    }

    [Fact]
    public void Topic_OfTheAlarms_IsEncryptedWithAKeyThatItsPublishersMayUse()
    {
        // The stack's own key is made only where the settings ask for one.
        JsonElement key = Assert.Single(monitoring.Resources("AWS::KMS::Key"));
        Assert.True(key.GetProperty("EnableKeyRotation").GetBoolean());
        Assert.True(Assert.Single(monitoring.Resources(Topic)).TryGetProperty("KmsMasterKeyId", out _));
        JsonElement[] statements = [.. key.GetProperty("KeyPolicy").GetProperty("Statement").EnumerateArray(),
            .. Assert.Single(monitoring.Resources("AWS::SNS::TopicPolicy")).GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray()];
        foreach (string service in (string[])["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])
        {
            JsonElement[] allowed = [.. statements.Where(statement => statement.GetProperty("Principal").GetRawText().Contains(service, StringComparison.Ordinal))];
            Assert.Equal(2, allowed.Length);
            Assert.All(allowed, statement => Assert.True(statement.GetProperty("Condition").GetProperty("StringEquals").TryGetProperty("aws:SourceAccount", out _)));
        }
        Assert.Contains(statements, statement => statement.GetProperty("Effect").GetString() == "Deny" && statement.GetRawText().Contains("aws:SecureTransport", StringComparison.Ordinal));
        JsonElement subscription = Assert.Single(monitoring.Resources("AWS::SNS::Subscription"));
        Assert.Equal("ops@example.com", subscription.GetProperty("Endpoint").GetString());
    }

    [Fact]
    public void MetricFilters_All_AreOnTheGroupsOfTheirFunctions()
    {
        JsonElement[] filters = monitoring.Resources("AWS::Logs::MetricFilter");
        Assert.Equal(LogMetrics.All.Sum(metric => metric.Functions.Count), filters.Length);
        foreach (JsonElement filter in filters)
        {
            JsonElement transformation = Assert.Single(filter.GetProperty("MetricTransformations").EnumerateArray());
            Assert.Equal("AiProxy/Watch", transformation.GetProperty("MetricNamespace").GetString());
            // CloudWatch refuses the two together.
            Assert.False(transformation.TryGetProperty("Dimensions", out _) && transformation.TryGetProperty("DefaultValue", out _));
        }
    }

    [Fact]
    public void Dashboard_Shows_WhatOpsMustSee()
    {
        string body = Assert.Single(monitoring.Resources("AWS::CloudWatch::Dashboard")).GetProperty("DashboardBody").GetRawText();
        string[] shown =
        [
            "RouteRequests", "CallFailures", "ProviderLatency", "'p50'", "'p95'", "'p99'", "ProviderCostUsd", "PromptTokens", "CompletionTokens", "ColdStarts", "Throttles",
            "FallbacksUsed", "4XXError", "5XXError", "ExecutionsFailed", "ExecutionsTimedOut", "ReadThrottleEvents", "WriteThrottleEvents",
        ];
        Assert.All(shown, name => Assert.Contains(name.Replace("'", "\\u0027", StringComparison.Ordinal), body.Replace("'", "\\u0027", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Queries_All_AreSavedOverTheirFunctionsGroups()
    {
        JsonElement[] queries = monitoring.Resources("AWS::Logs::QueryDefinition");
        Assert.Equal(SavedQueries.All.Count, queries.Length);
        Assert.All(queries, query => Assert.StartsWith("Watch/", query.GetProperty("Name").GetString(), StringComparison.Ordinal));
        JsonElement byId = queries.Single(query => query.GetProperty("Name").GetString() == "Watch/execution by request id");
        Assert.Equal(6, byId.GetProperty("LogGroupNames").GetArrayLength());
    }

    [Fact]
    public void Budget_OfTheAccount_TellsBeforeAndWhenItIsSpent()
    {
        JsonElement budget = Assert.Single(monitoring.Resources("AWS::Budgets::Budget"));
        Assert.Equal(100, budget.GetProperty("Budget").GetProperty("BudgetLimit").GetProperty("Amount").GetInt32());
        Assert.Equal(
            ["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"],
            budget.GetProperty("NotificationsWithSubscribers").EnumerateArray().Select(entry => entry.GetProperty("Notification"))
                .Select(notification => $"{notification.GetProperty("NotificationType").GetString()} {notification.GetProperty("Threshold").GetInt32()}"));
    }

    [Fact]
    public void Monitoring_WithoutEmailAndBudget_HasNeither()
    {
        JsonElement template = monitoring.Make(("monthlyBudgetUsd", 0), ("runbooks", "https://example.com/runbooks/"));

        Assert.Empty(MonitoringFixture.Resources(template, "AWS::Budgets::Budget"));
        Assert.Empty(MonitoringFixture.Resources(template, "AWS::SNS::Subscription"));
        Assert.All(MonitoringFixture.Resources(template, "AWS::CloudWatch::Alarm"),
            alarm => Assert.Contains("https://example.com/runbooks/", alarm.GetProperty("AlarmDescription").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alarmEmail", "nobody")]
    [InlineData("monthlyBudgetUsd", -1)]
    [InlineData("providerCostPerHourUsd", 0)]
    [InlineData("providerLatencyAlarmMs", 300_001)]
    [InlineData("refusalsAlarm", "many")]
    public void Settings_OutOfRange_AreRefusedByName(string key, object value)
    {
        using var deployment = new Deployment();
        StackInputException refusal = Assert.Throws<StackInputException>(() => deployment.Settings((key, value)));
        Assert.Contains($"'{key}'", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }

    private JsonElement Alarm(string slug) =>
        monitoring.Resources("AWS::CloudWatch::Alarm").Single(alarm => alarm.GetProperty("AlarmName").GetString() == $"{MonitoringFixture.StackName}-{slug}");

    [GeneratedRegex("""\"Ref\":\s*\"AWS::""")]
    private static partial Regex PseudoParameter();

    private static IEnumerable<string> RunbookNames() => Directory.EnumerateFiles(Runbooks, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
}
