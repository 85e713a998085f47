namespace AiProxy.Cdk.Observability;

/// <summary>A query of Logs Insights that the stack saves in the account.</summary>
/// <param name="Name">Its name, after the stack's.</param>
/// <param name="Logs">Which logs it is run over: functions by their names, or <see cref="SavedQueries.AccessLog"/>.</param>
/// <param name="Text">https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html</param>
internal sealed record SavedQuery(string Name, IReadOnlyList<string> Logs, string Text);
