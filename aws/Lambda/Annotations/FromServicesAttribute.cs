namespace Amazon.Lambda.Annotations;

/// <summary>The parameter is resolved from the request's scope.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromServicesAttribute : Attribute;
