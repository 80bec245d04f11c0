/** Whether what stands between double braces is an n8n expression rather than the name of a variable. */
export function looksLikeExpression(inside: string): boolean {
	return /^[$(=[]|^["'`]/.test(inside) || inside.includes('$json');
}
