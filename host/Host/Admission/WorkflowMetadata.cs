namespace AiProxy.Host.Admission;

/// <summary>Marks an endpoint that runs a workflow: only so many do at once.</summary>
internal sealed class WorkflowMetadata;
