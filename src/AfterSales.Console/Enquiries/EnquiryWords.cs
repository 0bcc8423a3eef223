namespace AfterSales.Console.Enquiries;

/// <summary>Names <c>EnquiryWords.resx</c>.</summary>
public sealed class EnquiryWords;
