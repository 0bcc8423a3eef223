namespace AfterSales.Console.Customers;

/// <summary>A ticket that was just registered.</summary>
public sealed record RegisteredTicket(string Id, string Number);

/// <summary>A customer file that was just made.</summary>
public sealed record MadeCustomer(string Id);
