using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Observability;

/// <summary>What may differ between two deployments' alarms. The table of keys is in <c>docs/deploying.md</c>.</summary>
internal sealed record AlarmSettings
{
    private const string EmailPattern = @"^[^\s@]+@[^\s@]+\.[^\s@]+\z";
    private const int MostDollars = 1_000_000;

    /// <summary>Context key <c>alarmEmail</c>: who is written to when an alarm goes off; null: nobody, the topic waits for a subscription.</summary>
    public required string? Email { get; init; }

    /// <summary>Context key <c>runbooks</c>: what comes before the name of a runbook in an alarm's description; a folder or an address.</summary>
    public required string Runbooks { get; init; }

    /// <summary>Context key <c>monthlyBudgetUsd</c>: US dollars a month that the AWS account may cost; 0: no budget.</summary>
    public required int MonthlyBudgetUsd { get; init; }

    /// <summary>Context key <c>providerCostPerHourUsd</c>: US dollars an hour that providers may cost before the alarm goes off.</summary>
    public required int ProviderCostPerHourUsd { get; init; }

    /// <summary>Context key <c>providerLatencyAlarmMs</c>: milliseconds that 95 of 100 answers of providers should take at most.</summary>
    public required int ProviderLatencyMs { get; init; }

    /// <summary>Context key <c>refusalsAlarm</c>: answers of 4xx in five minutes that are too many.</summary>
    public required int RefusalsPerFiveMinutes { get; init; }

    /// <summary>Reads the keys; what is wrong with them is told by <paramref name="reader"/>.</summary>
    public static AlarmSettings Read(ContextReader reader) => new()
    {
        Email = reader.OptionalText("alarmEmail", EmailPattern, "an e-mail address"),
        Runbooks = reader.Text("runbooks", "docs/runbooks/"),
        MonthlyBudgetUsd = reader.Integer("monthlyBudgetUsd", 100, 0, MostDollars),
        ProviderCostPerHourUsd = reader.Integer("providerCostPerHourUsd", 10, 1, MostDollars),
        ProviderLatencyMs = reader.Integer("providerLatencyAlarmMs", 10_000, 100, 300_000),
        RefusalsPerFiveMinutes = reader.Integer("refusalsAlarm", 500, 1, 1_000_000),
    };
}
