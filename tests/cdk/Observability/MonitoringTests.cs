using System.Text.Json;
using AiProxy.Cdk.Observability;

namespace AiProxy.Cdk.Tests.Observability;

/// <summary>What of the monitoring is in the template.</summary>
public sealed class MonitoringTests
{
    private const string Topic = "AWS::SNS::Topic";

    private static readonly Lazy<JsonElement> Standard = new(() => MonitoringFixture.Make(MonitoringFixture.Settings(("alarmEmail", "ops@example.com"))));

    private static string Runbooks => Path.Combine(Deployment.Project.Root, "docs", "runbooks");

    [Fact]
    public void Alarms_All_ReportToTheTopicAndLinkARunbookThatExists()
    {
        JsonElement[] alarms = Resources("AWS::CloudWatch::Alarm");
        string topic = IdOf(Topic);
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
        JsonElement[] alarms = [.. Resources("AWS::CloudWatch::Alarm").Where(alarm =>
            alarm.GetProperty("AlarmName").GetString() is "Watch-executions-failed" or "Watch-function-faults" or "Watch-error-lines")];
        Assert.Equal(3, alarms.Length);
        foreach (JsonElement alarm in alarms)
        {
            IEnumerable<JsonProperty> rest = alarm.EnumerateObject().Where(member => member.Name is not ("AlarmActions" or "OKActions"));
            Assert.DoesNotContain(rest, member => member.Value.GetRawText().Contains("\"Ref\"", StringComparison.Ordinal) || member.Value.GetRawText().Contains("Fn::", StringComparison.Ordinal));
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
        JsonElement key = Assert.Single(Resources("AWS::KMS::Key"));
        Assert.True(key.GetProperty("EnableKeyRotation").GetBoolean());
        Assert.True(Assert.Single(Resources(Topic)).TryGetProperty("KmsMasterKeyId", out _));
        JsonElement[] statements = [.. key.GetProperty("KeyPolicy").GetProperty("Statement").EnumerateArray(),
            .. Assert.Single(Resources("AWS::SNS::TopicPolicy")).GetProperty("PolicyDocument").GetProperty("Statement").EnumerateArray()];
        foreach (string service in (string[])["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])
        {
            JsonElement[] allowed = [.. statements.Where(statement => statement.GetProperty("Principal").GetRawText().Contains(service, StringComparison.Ordinal))];
            Assert.Equal(2, allowed.Length);
            Assert.All(allowed, statement => Assert.True(statement.GetProperty("Condition").GetProperty("StringEquals").TryGetProperty("aws:SourceAccount", out _)));
        }
        Assert.Contains(statements, statement => statement.GetProperty("Effect").GetString() == "Deny" && statement.GetRawText().Contains("aws:SecureTransport", StringComparison.Ordinal));
        JsonElement subscription = Assert.Single(Resources("AWS::SNS::Subscription"));
        Assert.Equal("ops@example.com", subscription.GetProperty("Endpoint").GetString());
    }

    [Fact]
    public void MetricFilters_All_AreOnTheGroupsOfTheirFunctions()
    {
        JsonElement[] filters = Resources("AWS::Logs::MetricFilter");
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
        string body = Assert.Single(Resources("AWS::CloudWatch::Dashboard")).GetProperty("DashboardBody").GetRawText();
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
        JsonElement[] queries = Resources("AWS::Logs::QueryDefinition");
        Assert.Equal(SavedQueries.All.Count, queries.Length);
        Assert.All(queries, query => Assert.StartsWith("Watch/", query.GetProperty("Name").GetString(), StringComparison.Ordinal));
        JsonElement byId = queries.Single(query => query.GetProperty("Name").GetString() == "Watch/execution by request id");
        Assert.Equal(MonitoringFixture.Functions.Length, byId.GetProperty("LogGroupNames").GetArrayLength());
    }

    [Fact]
    public void Budget_OfTheAccount_TellsBeforeAndWhenItIsSpent()
    {
        JsonElement budget = Assert.Single(Resources("AWS::Budgets::Budget"));
        Assert.Equal(100, budget.GetProperty("Budget").GetProperty("BudgetLimit").GetProperty("Amount").GetInt32());
        Assert.Equal(
            ["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"],
            budget.GetProperty("NotificationsWithSubscribers").EnumerateArray().Select(entry => entry.GetProperty("Notification"))
                .Select(notification => $"{notification.GetProperty("NotificationType").GetString()} {notification.GetProperty("Threshold").GetInt32()}"));
    }

    [Fact]
    public void Monitoring_WithoutApiEmailAndBudget_HasNoneOfThem()
    {
        JsonElement template = MonitoringFixture.Make(MonitoringFixture.Settings(("monthlyBudgetUsd", 0)), withApi: false);

        Assert.Empty(MonitoringFixture.Resources(template, "AWS::Budgets::Budget"));
        Assert.Empty(MonitoringFixture.Resources(template, "AWS::SNS::Subscription"));
        string[] names = [.. MonitoringFixture.Resources(template, "AWS::CloudWatch::Alarm").Select(alarm => alarm.GetProperty("AlarmName").GetString()!)];
        Assert.DoesNotContain("Watch-api-errors", names);
        Assert.Contains("Watch-front-door-faults", names);
        Assert.DoesNotContain("4XXError", Assert.Single(MonitoringFixture.Resources(template, "AWS::CloudWatch::Dashboard")).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alarmEmail", "nobody")]
    [InlineData("monthlyBudgetUsd", -1)]
    [InlineData("providerCostPerHourUsd", 0)]
    [InlineData("providerLatencyAlarmMs", 300_001)]
    [InlineData("refusalsAlarm", "many")]
    public void Settings_OutOfRange_AreRefusedByName(string key, object value)
    {
        StackInputException refusal = Assert.Throws<StackInputException>(() => MonitoringFixture.Settings((key, value)));
        Assert.Contains($"'{key}'", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }

    private static JsonElement[] Resources(string type) => MonitoringFixture.Resources(Standard.Value, type);

    private static JsonElement Alarm(string slug) =>
        Resources("AWS::CloudWatch::Alarm").Single(alarm => alarm.GetProperty("AlarmName").GetString() == $"{MonitoringFixture.StackName}-{slug}");

    private static string IdOf(string type) =>
        Standard.Value.GetProperty("Resources").EnumerateObject().Single(resource => resource.Value.GetProperty("Type").GetString() == type).Name;

    private static IEnumerable<string> RunbookNames() => Directory.EnumerateFiles(Runbooks, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
}
