namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that invoked the function.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity.</summary>
    string IdentityId { get; }

    /// <summary>The pool the identity belongs to.</summary>
    string IdentityPoolId { get; }
}
